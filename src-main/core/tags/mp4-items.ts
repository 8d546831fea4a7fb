import { EarshotError } from '#contract/errors.ts'
import { isCustomField, type FileField } from '#contract/change-fields.ts'
import { fieldNames, fieldOfName, fieldsBy, freshName } from './field-names.ts'
import {
  changedFields,
  noTexts,
  pictureMark,
  say,
  type FieldChanges,
  type TagTexts,
  type TextField
} from './fields.ts'
import { isOf, isOther, sayFree, unlabelled, type Label } from './labels.ts'
import { genreName } from './genre-names.ts'
import { atomsOf, makeAtom } from './mp4-atoms.ts'
import { readUtf8, usualCharset } from './legacy-text.ts'
import type { Item } from './mp4-item.ts'
import { holdsPictures } from './mp4-pictures.ts'
import { ratingText, valueAs } from './ratings.ts'

const apple = 'com.apple.iTunes'
const byAtom = fieldsBy(({ mp4 }) => (mp4 && 'atom' in mp4 ? [mp4.atom, ...(mp4.others ?? [])] : []))

/** Whose data is a number and of how many it is. */
const pairs = new Set<string>(
  Object.values(fieldNames).flatMap(({ mp4 }) => (mp4 && 'pair' in mp4 && mp4.pair ? [mp4.atom] : []))
)

/** Null where it is a freeform one. */
function atomOf(field: TextField): string | null {
  const { mp4 } = fieldNames[field]
  return mp4 && 'atom' in mp4 ? mp4.atom : null
}

function labelOf(item: Item): Label {
  const known = item.type === 'rate' ? 'rating' : byAtom.get(item.type)
  if (known !== undefined) return { field: known, name: null }
  const name = item.type === '----' && textPart(item, 'mean') === apple ? textPart(item, 'name') : null
  if (name === null) return unlabelled
  const field = fieldOfName(name)
  // Those with an atom of their own are not looked for among the free ones.
  return { field: field !== null && atomOf(field) === null ? field : null, name: isText(item) ? name : null }
}

/** Whether all that it holds is text. */
function isText({ raw }: Item): boolean {
  const data = (atomsOf(raw, 8, raw.length) ?? []).filter(atom => atom.type === 'data' && atom.size >= 16)
  return data.every(atom => [1, 2].includes(raw.readUInt32BE(atom.at + 8) & 0xffffff))
}

/** Text of a "mean" or "name" atom, behind four bytes of flags. */
function textPart({ raw }: Item, type: string): string | null {
  const atom = atomsOf(raw, 8, raw.length)?.find(part => part.type === type)
  return atom === undefined ? null : raw.toString('utf8', atom.at + 12, atom.at + atom.size)
}

function valuesOf({ type, raw }: Item, charset: string): { text: string; rule: string }[] {
  const plain = (texts: string | string[]): { text: string; rule: string }[] =>
    [texts].flat().map(text => ({ text, rule: '' }))
  const data = (atomsOf(raw, 8, raw.length) ?? []).filter(atom => atom.type === 'data' && atom.size >= 16)
  return data.flatMap(atom => {
    const form = raw.readUInt32BE(atom.at + 8) & 0xffffff
    const value = raw.subarray(atom.at + 16, atom.at + atom.size)
    if (type === 'tmpo') return value.length === 0 || value.length > 4 ? [] : plain(tempo(value))
    if (type === 'gnre')
      return value.length < 2 ? [] : plain(genreName(String(value.readUInt16BE(0) - 1)) ?? [])
    if (form === 21 && (type === 'rate' || type === 'cpil')) {
      return value.length === 0 || value.length > 4 ? [] : plain(String(value.readUIntBE(0, value.length)))
    }
    if (pairs.has(type)) return plain(position(value))
    if (form === 2)
      return plain(
        Buffer.from(value.subarray(0, value.length & ~1))
          .swap16()
          .toString('utf16le')
      )
    return [readUtf8(value, charset)]
  })
}

/** "3", or "3/12" where it says of how many. */
function position(value: Buffer): string[] {
  const [number, of] = [2, 4].map(at => (value.length < at + 2 ? 0 : value.readUInt16BE(at))) as [
    number,
    number
  ]
  if (of !== 0) return [`${number}/${of}`]
  return number === 0 ? [] : [String(number)]
}

function tempo(value: Buffer): string[] {
  const beats = value.readUIntBE(0, value.length)
  return beats === 0 ? [] : [String(beats)]
}

export function itemTexts(items: Item[], charset: string): TagTexts {
  const texts = noTexts()
  for (const item of items) {
    const label = labelOf(item)
    const { field } = label
    if (label.name !== null) for (const { text } of valuesOf(item, charset)) sayFree(texts, label, text)
    if (field === null) continue
    for (const { text, rule } of valuesOf(item, charset)) {
      say(texts, field, valueAs(field, textPart(item, 'name') ?? '', text))
      texts.rule ||= rule
    }
  }
  return texts
}

export function otherItems(items: Item[], changed: readonly FileField[]): [string, Buffer][] {
  return items
    .filter(item => isOther(labelOf(item), changed))
    .map(item => [`${holdsPictures(item) ? pictureMark : ''}${item.type}`, item.raw])
}

/** New entries stand where the first of the field was, or at the end. Several values: several "data" in one entry. */
export function changeItems(items: Item[], changes: FieldChanges): Item[] {
  let all = items
  for (const [field, values] of changedFields(changes)) {
    const place = all.findIndex(item => isOf(labelOf(item), field))
    const fresh =
      values.length === 0
        ? []
        : field === 'rating'
          ? ratedItems(
              all.filter(item => isOf(labelOf(item), field)),
              values
            )
          : [makeItem(field, values, all[place])]
    const rest = all.filter(item => !isOf(labelOf(item), field))
    const before = place < 0 ? rest.length : place
    all = [...rest.slice(0, before), ...fresh, ...rest.slice(before)]
  }
  return all
}

function makeItem(field: FileField, values: string[], old: Item | undefined): Item {
  const mp4 = isCustomField(field) ? undefined : fieldNames[field].mp4
  const type = isCustomField(field) ? null : atomOf(field)
  if (type !== null && mp4 && 'whole' in mp4) return makeNumber(type, values)
  if (type !== null && mp4 && 'flag' in mp4) {
    return { type, raw: makeAtom(type, data(Buffer.of(Number(values[0])), 21)) }
  }
  if (type !== null && pairs.has(type)) return makePair(type, values)
  const texts = values.map(value => data(Buffer.from(value, 'utf8'), 1))
  if (type !== null) return { type, raw: makeAtom(type, ...texts) }
  const usual = mp4 && 'free' in mp4 ? mp4.free : freshName(field, 'free')
  return makeFree((old === undefined ? null : textPart(old, 'name')) ?? usual, texts)
}

function makeFree(name: string, texts: Buffer[]): Item {
  const flags = Buffer.alloc(4)
  const mean = makeAtom('mean', flags, Buffer.from(apple))
  return { type: '----', raw: makeAtom('----', mean, makeAtom('name', flags, Buffer.from(name)), ...texts) }
}

/** Each that is there on its own scale and under its name, "rate" where there is none; of several values in their order. */
function ratedItems(mine: readonly Item[], values: readonly string[]): Item[] {
  const old = mine.length > 0 ? mine : [{ type: 'rate', raw: Buffer.alloc(8) }]
  return old.map((item, i) => {
    const name = item.type === 'rate' ? '' : (textPart(item, 'name') ?? '')
    const before = valuesOf(item, usualCharset)[0]?.text ?? ''
    const text = ratingText(name, values[Math.min(i, values.length - 1)]!, before)
    const texts = [data(Buffer.from(text, 'utf8'), 1)]
    return item.type === 'rate' ? { type: 'rate', raw: makeAtom('rate', ...texts) } : makeFree(name, texts)
  })
}

function makeNumber(type: string, values: string[]): Item {
  if (values.length > 1) throw new EarshotError('bad-request', 'An MP4 file holds one tempo.')
  const whole = Buffer.alloc(2)
  whole.writeUInt16BE(Number(values[0]))
  return { type, raw: makeAtom(type, data(whole, 21)) }
}

/** Of a disc six bytes, of a track eight, as iTunes writes them. */
function makePair(type: string, values: string[]): Item {
  if (values.length > 1)
    throw new EarshotError('bad-request', 'An MP4 file holds one number of a track and of a disc.')
  const [number = 0, of = 0] = values[0]!.split('/').map(Number)
  const whole = Buffer.alloc(type === 'disk' ? 6 : 8)
  whole.writeUInt16BE(number, 2)
  whole.writeUInt16BE(of, 4)
  return { type, raw: makeAtom(type, data(whole, 0)) }
}

function data(value: Buffer, form: number): Buffer {
  const head = Buffer.alloc(8)
  head.writeUInt32BE(form)
  return makeAtom('data', head, value)
}
