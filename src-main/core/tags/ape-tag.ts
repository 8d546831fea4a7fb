import type { FileField } from '#contract/change-fields.ts'
import { fieldOfName, freshName } from './field-names.ts'
import type { ApeItem } from './ape-item.ts'
import { apePictures, changeApePictures, itemPicture } from './ape-pictures.ts'
import { addValue, changedFields, noTexts, pictureMark, type FieldChanges, type TagTexts } from './fields.ts'
import { isOf, isOther, sayFree, unlabelled, type Label } from './labels.ts'
import { readUtf8 } from './legacy-text.ts'
import { ratingText, valueAs } from './ratings.ts'
import { presentPictures, type Picture } from './pictures.ts'
import { longestTag, type TagBytes } from './tag-bytes.ts'

/** APEv2: items by name behind the sound, before an ID3v1 tag. Of WavPack, Monkey's Audio, and some mp3 files. */
export interface ApeTag {
  items: ApeItem[]
  at: number
  length: number
  /** Some have a header before the items as well as the footer behind them. */
  header: boolean
  version: number
}

export const apeFootLength = 32
const footLength = apeFootLength
const mark = 'APETAGEX'
/** Where readers that look no closer take "TAG" for the start of ID3v1, counted from the end of the file. */
const id3v1Place = 128

/**
 * Length of the tag that ends with this footer, with its header where it has one; null where this is none, or says a
 * length that no tag in `room` bytes can have.
 */
export function apeLength(foot: Buffer, room: number): number | null {
  if (foot.toString('latin1', 0, 8) !== mark) return null
  const size = foot.readUInt32LE(12)
  const length = size + ((foot.readUInt32LE(20) & 0x80000000) === 0 ? 0 : footLength)
  return size < footLength || size > longestTag || length > room ? null : length
}

/** Null where there is none before `end`. Throws unreadable-file where it is damaged. */
export function readApe(file: TagBytes, end: number): ApeTag | null {
  if (end < footLength) return null
  const foot = file.exactly(end - footLength, footLength)
  if (foot.toString('latin1', 0, 8) !== mark) return null
  const size = foot.readUInt32LE(12)
  const length = apeLength(foot, end)
  if (length === null) throw file.damaged('its APE tag has no right length')
  const items = readItems(file.exactly(end - size, size - footLength), foot.readUInt32LE(16))
  if (items === null) throw file.damaged('its APE tag breaks off')
  return { items, at: end - length, length, header: length > size, version: foot.readUInt32LE(8) }
}

function readItems(bytes: Buffer, count: number): ApeItem[] | null {
  const items: ApeItem[] = []
  let at = 0
  for (let i = 0; i < count; i++) {
    const nameEnd = bytes.indexOf(0, at + 8)
    if (at + 8 > bytes.length || nameEnd < 0) return null
    const length = bytes.readUInt32LE(at)
    const flags = bytes.readUInt32LE(at + 4)
    const name = bytes.toString('latin1', at + 8, nameEnd)
    at = nameEnd + 1 + length
    if (at > bytes.length) return null
    items.push({ name, flags, value: bytes.subarray(nameEnd + 1, at) })
  }
  return at === bytes.length ? items : null
}

const isText = (item: ApeItem): boolean => (item.flags & 6) === 0

const labelOf = (item: ApeItem): Label =>
  isText(item) ? { field: fieldOfName(item.name), name: item.name } : unlabelled

export function apeTexts(items: ApeItem[], charset: string): TagTexts {
  const texts = noTexts()
  for (const item of items) {
    const label = labelOf(item)
    if (label.name === null) continue
    const { field } = label
    const { text, rule } = readUtf8(item.value, charset)
    for (const one of text.split('\0')) sayFree(texts, label, one)
    if (field === null) continue
    for (const one of text.split('\0')) {
      const value = valueAs(field, item.name, one)
      addValue(texts, field, value)
    }
    texts.rule ||= rule
  }
  return texts
}

export function otherApeItems(items: ApeItem[], changed: readonly FileField[]): [string, Buffer][] {
  return items
    .filter(item => isOther(labelOf(item), changed))
    .map(item => [
      `${itemPicture(item) === null ? '' : pictureMark}APE ${item.name} ${item.flags}`,
      item.value
    ])
}

/**
 * The tag's bytes with changed fields and pictures; none where nothing is left. `onlyPresent`: no field it does not have already.
 * `last`: nothing follows it in the file, so that it must not look like ID3v1 from behind.
 */
export function changeApe(
  tag: ApeTag,
  changes: FieldChanges,
  {
    onlyPresent,
    last,
    pictures
  }: { onlyPresent: boolean; last: boolean; pictures?: readonly Picture[] | undefined }
): Buffer {
  let { items } = tag
  for (const [field, values] of changedFields(changes)) {
    const mine = (item: ApeItem): boolean => isOf(labelOf(item), field)
    const place = items.findIndex(mine)
    if (place < 0 && onlyPresent) continue
    const name = items[place]?.name ?? freshName(field, 'ape')
    const item = { name, flags: 0, value: Buffer.from(values.join('\0'), 'utf8') }
    const fresh =
      values.length === 0 ? [] : field === 'rating' ? ratedItems(items.filter(mine), values) : [item]
    const rest = items.filter(item => !mine(item))
    const before = place < 0 ? rest.length : place
    items = [...rest.slice(0, before), ...fresh, ...rest.slice(before)]
  }
  if (pictures !== undefined) {
    const wanted = onlyPresent ? presentPictures(apePictures(items), pictures) : pictures
    items = changeApePictures(items, wanted)
  }
  return last ? renderLast({ ...tag, items }) : render({ ...tag, items })
}

/** Each that is there on its own scale; of several values in their order. */
function ratedItems(mine: readonly ApeItem[], values: readonly string[]): ApeItem[] {
  const old =
    mine.length > 0 ? mine : [{ name: freshName('rating', 'ape'), flags: 0, value: Buffer.alloc(0) }]
  return old.map((item, i) => {
    const stars = values[Math.min(i, values.length - 1)]!
    return { ...item, value: Buffer.from(ratingText(item.name, stars, item.value.toString('utf8')), 'utf8') }
  })
}

/** Without its header, then with its items in another order, where "TAG" would come to stand in the wrong place. */
function renderLast(tag: ApeTag): Buffer {
  const orders = tag.items.map((_, i) => [...tag.items.slice(i), ...tag.items.slice(0, i)])
  const tries = orders.flatMap(items => [
    { ...tag, items },
    { ...tag, items, header: false }
  ])
  for (const one of tries) {
    const bytes = render(one)
    const at = bytes.length - id3v1Place
    if (at < 0 || bytes.toString('latin1', at, at + 3) !== 'TAG') return bytes
  }
  // A value says "TAG" in every order: read by us it stays what it is.
  return render(tag)
}

function render(tag: ApeTag): Buffer {
  if (tag.items.length === 0) return Buffer.alloc(0)
  const body = Buffer.concat(
    tag.items.flatMap(item => {
      const head = Buffer.alloc(8)
      head.writeUInt32LE(item.value.length, 0)
      head.writeUInt32LE(item.flags, 4)
      return [head, Buffer.from(`${item.name}\0`, 'latin1'), item.value]
    })
  )
  const foot = Buffer.alloc(footLength)
  foot.write(mark, 'latin1')
  foot.writeUInt32LE(tag.version, 8)
  foot.writeUInt32LE(body.length + footLength, 12)
  foot.writeUInt32LE(tag.items.length, 16)
  foot.writeUInt32LE(tag.header ? 0x80000000 : 0, 20)
  const head = Buffer.from(foot)
  head.writeUInt32LE(0xa0000000, 20)
  return Buffer.concat(tag.header ? [head, body, foot] : [body, foot])
}

/** A tag that is not there yet. */
export function newApe(at: number): ApeTag {
  return { items: [], at, length: 0, header: true, version: 2000 }
}
