import type { ApeItem } from './ape-item.ts'
import { pictureFacts } from '../pictures/facts.ts'
import { distinctPictures, withPictures, type Picture } from './pictures.ts'
import type { PictureKind } from '#contract/pictures.ts'

/** Pictures in APEv2: items of bytes, "Cover Art (Front)", in which a file name and a NUL stand before the picture. */

const kinds: Record<PictureKind, string> = {
  other: 'Other',
  icon: 'Png Icon',
  'other-icon': 'Icon',
  front: 'Front',
  back: 'Back',
  leaflet: 'Leaflet',
  media: 'Media',
  'lead-artist': 'Lead Artist',
  artist: 'Artist',
  conductor: 'Conductor',
  band: 'Band',
  composer: 'Composer',
  lyricist: 'Lyricist',
  location: 'Recording Location',
  recording: 'During Recording',
  performance: 'During Performance',
  screen: 'Video Capture',
  fish: 'Fish',
  illustration: 'Illustration',
  'band-logo': 'Band Logotype',
  'publisher-logo': 'Publisher Logotype'
}
const named = new Map(
  Object.entries(kinds).map(([kind, name]) => [`cover art (${name.toLowerCase()})`, kind as PictureKind])
)
const bytesFlag = 2

/** Null for every other item. */
export function itemPicture({ name, flags, value }: ApeItem): Picture | null {
  const kind = named.get(name.toLowerCase())
  const at = value.indexOf(0)
  if (kind === undefined || (flags & 6) !== bytesFlag || at < 0 || at + 1 >= value.length) return null
  const bytes = value.subarray(at + 1)
  const description = value.toString('utf8', 0, at)
  return { kind, mime: pictureFacts(bytes)?.mime ?? '', description, bytes }
}

export const apePictures = (items: readonly ApeItem[]): Picture[] =>
  distinctPictures(items.flatMap(item => itemPicture(item) ?? []))

export const changeApePictures = (items: readonly ApeItem[], wanted: readonly Picture[]): ApeItem[] =>
  withPictures(items, wanted, itemPicture, makeItem)

/** Programs that read them look for the ending of a name before the picture. */
function makeItem({ kind, mime, description, bytes }: Picture): ApeItem {
  const ending = mime === 'image/png' ? 'png' : 'jpg'
  const before = Buffer.from(`${description === '' ? `cover.${ending}` : description}\0`, 'utf8')
  return { name: `Cover Art (${kinds[kind]})`, flags: bytesFlag, value: Buffer.concat([before, bytes]) }
}
