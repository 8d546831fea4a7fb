import { createHash } from 'node:crypto'
import { pictureKinds, type PictureKind } from '#contract/pictures.ts'

/** A picture in the tags of a file. */
export interface Picture {
  kind: PictureKind
  /** As the file says; empty where it says nothing. */
  mime: string
  description: string
  bytes: Buffer
}

/** What tells pictures of one file apart: the same bytes may be its front and its back. */
export const pictureKey = ({ kind, bytes }: Picture): string => `${kind} ${hashOf(bytes)}`

export const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

/** Each once, in the order of the file. */
export function distinctPictures(pictures: readonly Picture[]): Picture[] {
  return [...new Map(pictures.toReversed().map(one => [pictureKey(one), one])).values()].toReversed()
}

/** By their numbers in ID3v2 and FLAC. */
export const kindOf = (number: number): PictureKind => pictureKinds[number] ?? 'other'
export const numberOf = (kind: PictureKind): number => pictureKinds.indexOf(kind)

/**
 * The entries of a tag with these pictures instead of its own: those that it has keep their bytes, and all of them stand
 * in their new order where the first one was, or at the end.
 */
export function withPictures<Entry>(
  entries: readonly Entry[],
  wanted: readonly Picture[],
  pictureOf: (entry: Entry) => Picture | null,
  make: (picture: Picture) => Entry
): Entry[] {
  const mine = new Map<Entry, string>()
  for (const entry of entries) {
    const picture = pictureOf(entry)
    if (picture !== null) mine.set(entry, pictureKey(picture))
  }
  const place = entries.findIndex(entry => mine.has(entry))
  const fresh = wanted.flatMap(picture => {
    const key = pictureKey(picture)
    const kept = entries.filter(entry => mine.get(entry) === key)
    return kept.length > 0 ? kept : [make(picture)]
  })
  const rest = entries.filter(entry => !mine.has(entry))
  const before = place < 0 ? rest.length : place
  return [...rest.slice(0, before), ...fresh, ...rest.slice(before)]
}

/** Those of the wanted that a lesser tag has already: it gets no others, and keeps none that are not wanted. */
export function presentPictures(own: readonly Picture[], wanted: readonly Picture[]): Picture[] {
  const keys = new Set(own.map(pictureKey))
  return wanted.filter(one => keys.has(pictureKey(one)))
}
