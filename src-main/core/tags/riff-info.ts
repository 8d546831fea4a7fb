import { fieldsBy } from './field-names.ts'
import { isTagField, noTexts, type FieldChanges, type TagTexts } from './fields.ts'
import { readingOf } from './legacy-text.ts'

/** WAV's own few facts: LIST INFO. Read where ID3 says nothing, kept in step, never added. */
export interface InfoItem {
  id: string
  value: Buffer
}

const byId = fieldsBy(({ info }) => [info])

/** `bytes` begin with "INFO". Null where they break off. */
export function parseInfo(bytes: Buffer): InfoItem[] | null {
  const items: InfoItem[] = []
  for (let at = 4; at + 8 <= bytes.length;) {
    const length = bytes.readUInt32LE(at + 4)
    if (at + 8 + length > bytes.length) return null
    items.push({ id: bytes.toString('latin1', at, at + 4), value: bytes.subarray(at + 8, at + 8 + length) })
    at += 8 + length + (length & 1)
  }
  return items
}

/** Up to its NUL. */
function textOf({ value }: InfoItem): Buffer {
  const end = value.indexOf(0)
  return end < 0 ? value : value.subarray(0, end)
}

/** Nobody says how its text is encoded. */
export function infoTexts(items: InfoItem[], charset: string): TagTexts {
  const known = items.filter(({ id }) => byId.has(id))
  const reading = readingOf(known.map(textOf), charset)
  const texts = noTexts(reading.rule)
  for (const item of known) {
    const text = reading.decode(textOf(item)).trim()
    if (text !== '') texts.values[byId.get(item.id)!].push(text)
  }
  return texts
}

export function otherInfo(items: InfoItem[]): [string, Buffer][] {
  return items.filter(({ id }) => !isTagField(byId.get(id))).map(({ id, value }) => [`INFO ${id}`, value])
}

/** The list's bytes, "INFO" included; none where nothing is left. Of several values it holds the first. */
export function changeInfo(items: InfoItem[], changes: FieldChanges): Buffer {
  const kept = items.flatMap(item => {
    const field = byId.get(item.id)
    const values = isTagField(field) ? changes[field] : undefined
    if (values === undefined) return [item]
    return values[0] === undefined ? [] : [{ ...item, value: Buffer.from(`${values[0]}\0`, 'utf8') }]
  })
  if (kept.length === 0) return Buffer.alloc(0)
  const parts = kept.flatMap(({ id, value }) => {
    const length = Buffer.alloc(4)
    length.writeUInt32LE(value.length)
    return [Buffer.from(id, 'latin1'), length, value, Buffer.alloc(value.length & 1)]
  })
  return Buffer.concat([Buffer.from('INFO', 'latin1'), ...parts])
}
