import { EarshotError } from '#contract/errors.ts'
import { atomsOf, makeAtom } from './mp4-atoms.ts'
import type { Item } from './mp4-item.ts'
import { pictureFacts } from '../pictures/facts.ts'
import { distinctPictures, withPictures, type Picture } from './pictures.ts'

/** Pictures in MP4: "covr", a "data" part each. There is no word in it for what they show. */

const forms: Record<string, number> = { 'image/jpeg': 13, 'image/png': 14, 'image/bmp': 27 }

/** Whether MP4 has a number for pictures of this kind. */
export const isMp4Picture = (mime: string): boolean => Object.hasOwn(forms, mime)

export const holdsPictures = ({ type, raw }: Item): boolean =>
  type === 'covr' && atomsOf(raw, 8, raw.length) !== null

/** The parts of all "covr", and what else stands in them. */
const partsOf = (items: readonly Item[]): Buffer[] =>
  items
    .filter(holdsPictures)
    .flatMap(({ raw }) =>
      (atomsOf(raw, 8, raw.length) ?? []).map(({ at, size }) => raw.subarray(at, at + size))
    )

function partPicture(part: Buffer): Picture | null {
  if (part.toString('latin1', 4, 8) !== 'data' || part.length <= 16) return null
  const bytes = part.subarray(16)
  return { kind: 'front', mime: pictureFacts(bytes)?.mime ?? '', description: '', bytes }
}

export const itemPictures = (items: readonly Item[]): Picture[] =>
  distinctPictures(partsOf(items).flatMap(part => partPicture(part) ?? []))

/** Throws bad-request for a picture of a kind that MP4 has no number for. */
export function changeItemPictures(items: readonly Item[], wanted: readonly Picture[]): Item[] {
  const parts = withPictures(partsOf(items), wanted, partPicture, makePart)
  const place = items.findIndex(holdsPictures)
  const rest = items.filter(item => !holdsPictures(item))
  const fresh = parts.length === 0 ? [] : [{ type: 'covr', raw: makeAtom('covr', ...parts) }]
  const before = place < 0 ? rest.length : place
  return [...rest.slice(0, before), ...fresh, ...rest.slice(before)]
}

function makePart({ mime, bytes }: Picture): Buffer {
  const form = forms[mime]
  if (form === undefined) {
    throw new EarshotError(
      'bad-request',
      'An MP4 file holds pictures that are JPEG, PNG or BMP; save it as one first.'
    )
  }
  const head = Buffer.alloc(8)
  head.writeUInt32BE(form)
  return makeAtom('data', head, bytes)
}
