import { fieldNames, fieldOfName } from './field-names.ts'
import { changedFields, noValues, type FieldChanges, type FieldValues } from './fields.ts'
import { textOf } from './text-bytes.ts'

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

function fieldOf(entry: Buffer): keyof FieldValues | null {
  const equals = entry.indexOf('=')
  return equals < 0 ? null : fieldOfName(entry.toString('latin1', 0, equals))
}

const valueOf = (entry: Buffer): string => textOf(entry.subarray(entry.indexOf('=') + 1))

export function commentValues(entries: Buffer[]): FieldValues {
  const values = noValues()
  for (const entry of entries) {
    const field = fieldOf(entry)
    const value = valueOf(entry)
    if (field !== null && value !== '') values[field].push(value)
  }
  return values
}

export function otherComments({ vendor, entries, rest }: VorbisComments): [string, Buffer][] {
  const others = entries.filter(entry => fieldOf(entry) === null)
  return [['vendor', vendor], ...others.map((entry): [string, Buffer] => ['comment', entry]), ['rest', rest]]
}

/**
 * New entries stand where the first of the field was, under the name it had there, or at the end. Values that stay keep
 * their bytes.
 */
export function changeComments(comments: VorbisComments, changes: FieldChanges): VorbisComments {
  let { entries } = comments
  for (const [field, values] of changedFields(changes)) {
    const place = entries.findIndex(entry => fieldOf(entry) === field)
    const mine = entries.filter(entry => fieldOf(entry) === field)
    const old = mine[0]
    const name = old === undefined ? fieldNames[field].free : old.toString('latin1', 0, old.indexOf('='))
    const fresh = values.map(
      value => mine.find(entry => valueOf(entry) === value) ?? Buffer.from(`${name}=${value}`, 'utf8')
    )
    const rest = entries.filter(entry => fieldOf(entry) !== field)
    const before = place < 0 ? rest.length : place
    entries = [...rest.slice(0, before), ...fresh, ...rest.slice(before)]
  }
  return { ...comments, entries }
}
