import { fieldNames, fieldOfName } from './field-names.ts'
import { usualCharset, readUtf8 } from './legacy-text.ts'
import { valueAs } from './ratings.ts'
import {
  changedFields,
  isTagField,
  noTexts,
  pictureMark,
  type FieldChanges,
  type TagTexts,
  type TextField
} from './fields.ts'
import { entryPicture, isPictureName } from './vorbis-pictures.ts'

/** Vorbis comments: NAME=value, one entry a value. Of FLAC, Ogg Vorbis and Opus. */
export interface VorbisComments {
  vendor: Buffer
  entries: Buffer[]
  /** What follows the entries: the framing bit of Vorbis, padding or more of Opus. */
  rest: Buffer
}

/** Null where the bytes break off. */
export function parseComments(bytes: Buffer): VorbisComments | null {
  let at = 0
  const next = (): Buffer | null => {
    if (at + 4 > bytes.length) return null
    const length = bytes.readUInt32LE(at)
    if (at + 4 + length > bytes.length) return null
    at += 4 + length
    return bytes.subarray(at - length, at)
  }
  const vendor = next()
  if (vendor === null || at + 4 > bytes.length) return null
  const count = bytes.readUInt32LE(at)
  at += 4
  const entries: Buffer[] = []
  for (let i = 0; i < count; i++) {
    const entry = next()
    if (entry === null) return null
    entries.push(entry)
  }
  return { vendor, entries, rest: bytes.subarray(at) }
}

export function renderComments({ vendor, entries, rest }: VorbisComments): Buffer {
  const withLength = (bytes: Buffer): Buffer[] => [number(bytes.length), bytes]
  return Buffer.concat([...withLength(vendor), number(entries.length), ...entries.flatMap(withLength), rest])
}

function number(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(value)
  return bytes
}

function fieldOf(entry: Buffer): TextField | null {
  const equals = entry.indexOf('=')
  return equals < 0 ? null : fieldOfName(entry.toString('latin1', 0, equals))
}

const bytesOf = (entry: Buffer): Buffer => entry.subarray(entry.indexOf('=') + 1)
const valueOf = (entry: Buffer, charset: string): string => readUtf8(bytesOf(entry), charset).text

export function commentTexts(entries: Buffer[], charset: string): TagTexts {
  const texts = noTexts()
  for (const entry of entries) {
    const field = fieldOf(entry)
    if (field === null) continue
    const { text, rule } = readUtf8(bytesOf(entry), charset)
    const value = valueAs(field, entry.toString('latin1', 0, entry.indexOf('=')), text)
    if (value !== '') texts.values[field].push(value)
    texts.rule ||= rule
  }
  return texts
}

export function otherComments({ vendor, entries, rest }: VorbisComments): [string, Buffer][] {
  const others = entries.filter(entry => !isTagField(fieldOf(entry)))
  const named = others.map((entry): [string, Buffer] => {
    const ofPicture = isPictureName(entry) || entryPicture(entry) !== null
    return [`${ofPicture ? pictureMark : ''}comment`, entry]
  })
  return [['vendor', vendor], ...named, ['rest', rest]]
}

/**
 * New entries stand where the first of the field was, under the name it had there, or at the end. Values that stay keep
 * their bytes.
 */
export function changeComments(
  comments: VorbisComments,
  changes: FieldChanges,
  charset = usualCharset
): VorbisComments {
  let { entries } = comments
  for (const [field, values] of changedFields(changes)) {
    const place = entries.findIndex(entry => fieldOf(entry) === field)
    const mine = entries.filter(entry => fieldOf(entry) === field)
    const old = mine[0]
    const name = old === undefined ? fieldNames[field].free : old.toString('latin1', 0, old.indexOf('='))
    const fresh = values.map(
      value =>
        mine.find(entry => valueOf(entry, charset) === value) ?? Buffer.from(`${name}=${value}`, 'utf8')
    )
    const rest = entries.filter(entry => fieldOf(entry) !== field)
    const before = place < 0 ? rest.length : place
    entries = [...rest.slice(0, before), ...fresh, ...rest.slice(before)]
  }
  return { ...comments, entries }
}
