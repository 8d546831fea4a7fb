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
  /**
   * What a cover is made of where there is none: how it sounds, standard deviations over the model's training music; null
   * where that is not known.
   */
  sound: { energy: number; valence: number } | null
}
