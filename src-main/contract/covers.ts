import type { Failure } from './errors.ts'
import { pictureKinds, type PictureKind } from './pictures.ts'

/** A picture in the tags of a file. What it is and how large is what its own bytes say. */
export interface Cover {
  kind: PictureKind
  /** "?" where the bytes are no picture that is known; its sides are 0 then. */
  mime: string
  width: number
  height: number
  bytes: number
  /** SHA-256 of the bytes, in hexadecimal. */
  hash: string
}

/** A cover as a plan and the journal have it: `KIND MIME WIDTHxHEIGHT BYTES SHA256`. */
export const coverText = ({ kind, mime, width, height, bytes, hash }: Cover): string =>
  `${kind} ${mime} ${width}x${height} ${bytes} ${hash}`

/** Null for what is no such text. */
export function parseCover(text: string): Cover | null {
  const match = /^([a-z-]+) (\?|image\/[a-z]+) (\d{1,9})x(\d{1,9}) (\d{1,10}) ([0-9a-f]{64})$/.exec(text)
  const kind = pictureKinds.find(one => one === match?.[1])
  if (match === null || kind === undefined) return null
  const [width, height, bytes] = [match[3], match[4], match[5]].map(Number) as [number, number, number]
  return { kind, mime: match[2]!, width, height, bytes, hash: match[6]! }
}

/** The pictures of a track's file, and those beside it that show its album. */
export interface TrackCovers {
  id: number
  covers: Cover[]
  /** Names of pictures in its folder, the usual one first. */
  beside: string[]
  failure: Failure | null
}

/** Longest side of a cover made small, in points: for a row, a tile, and a page. Twice what is shown, for fine screens. */
export const thumbnailSizes = [80, 320, 800] as const
export type ThumbnailSize = (typeof thumbnailSizes)[number]

/** A cover made small, as JPEG or PNG. Tracks with one hash have one picture. */
export interface Thumbnail {
  hash: string
  bytes: Uint8Array
}

/** Covers of some tracks: each picture once. */
export interface Thumbnails {
  tracks: TrackCover[]
  pictures: Thumbnail[]
}

export interface TrackCover {
  id: number
  hash: string | null
  /** What a cover is made of where there is none; null where that is not known. */
  sound: CoverSound | null
}

/** How a track sounds, as far as a cover shows it. */
export interface CoverSound {
  /** Standard deviations over the model's training music. */
  energy: number
  valence: number
  /** How loud it is along its time, 0 to 100, the loudest 100; empty where there is nothing to hear. */
  outline: number[]
}
