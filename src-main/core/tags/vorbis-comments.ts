import type { FileField } from '#contract/change-fields.ts'
import { fieldOfName, freshName } from './field-names.ts'
import { isOf, isOther, sayFree, unlabelled, type Label } from './labels.ts'
import { usualCharset, readUtf8 } from './legacy-text.ts'
import { ratingText, valueAs } from './ratings.ts'
import { addValue, changedFields, noTexts, pictureMark, type FieldChanges, type TagTexts } from './fields.ts'
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

function labelOf(entry: Buffer): Label {
  const equals = entry.indexOf('=')
  if (equals < 0) return unlabelled
  const name = entry.toString('latin1', 0, equals)
  return { field: fieldOfName(name), name }
}

const bytesOf = (entry: Buffer): Buffer => entry.subarray(entry.indexOf('=') + 1)
const valueOf = (entry: Buffer, charset: string): string => readUtf8(bytesOf(entry), charset).text

export function commentTexts(entries: Buffer[], charset: string): TagTexts {
  const texts = noTexts()
  for (const entry of entries) {
    const label = labelOf(entry)
    if (label.name === null) continue
    const { text, rule } = readUtf8(bytesOf(entry), charset)
    sayFree(texts, label, text)
    const { field, name } = label
    if (field === null) continue
    const value = valueAs(field, name, text)
    addValue(texts, field, value)
    texts.rule ||= rule
  }
  return texts
}

export function otherComments(
  { vendor, entries, rest }: VorbisComments,
  changed: readonly FileField[]
): [string, Buffer][] {
  const others = entries.filter(entry => isOther(labelOf(entry), changed))
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
    const place = entries.findIndex(entry => isOf(labelOf(entry), field))
    const mine = entries.filter(entry => isOf(labelOf(entry), field))
    const old = mine[0]
    const name = old === undefined ? freshName(field, 'free') : old.toString('latin1', 0, old.indexOf('='))
    const fresh =
      field === 'rating'
        ? ratedEntries(mine, values)
        : values.map(
            value =>
              mine.find(entry => valueOf(entry, charset) === value) ?? Buffer.from(`${name}=${value}`, 'utf8')
          )
    const rest = entries.filter(entry => !isOf(labelOf(entry), field))
    const before = place < 0 ? rest.length : place
    entries = [...rest.slice(0, before), ...fresh, ...rest.slice(before)]
  }
  return { ...comments, entries }
}

/** Each that is there on its own scale; of several values in their order. */
function ratedEntries(mine: readonly Buffer[], values: readonly string[]): Buffer[] {
  if (values.length === 0) return []
  const old = mine.length > 0 ? mine : [Buffer.from(`${freshName('rating', 'free')}=`)]
  return old.map((entry, i) => {
    const name = entry.toString('latin1', 0, entry.indexOf('='))
    const stars = values[Math.min(i, values.length - 1)]!
    return Buffer.from(`${name}=${ratingText(name, stars, bytesOf(entry).toString('utf8'))}`, 'utf8')
  })
}
