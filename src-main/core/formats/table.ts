import type { Format } from './format.ts'
import { aacFormats } from './known/aac.ts'
import { compressedFormats } from './known/compressed.ts'
import { matroskaFormats } from './known/matroska.ts'
import { mpegFormats } from './known/mpeg.ts'
import { oggFormats } from './known/ogg.ts'
import { pcmFormats } from './known/pcm.ts'

/**
 * The audio formats, in the order in which they are tried: what is more special stands before what is less so.
 * Containers that mostly hold video (mp4, mkv, webm, avi) are known by their bytes, not by those endings.
 */
export const formats = {
  ...oggFormats,
  ...pcmFormats,
  ...compressedFormats,
  ...matroskaFormats,
  ...aacFormats,
  ...mpegFormats
} as const satisfies Record<string, Format>

export type FormatId = keyof typeof formats

/** Everything the table says of each, in its order. */
export const allFormats: readonly (readonly [FormatId, Format])[] = Object.entries(formats) as [
  FormatId,
  Format
][]

/** Keys of the decoders that are built in. */
export type DecoderKey = NonNullable<(typeof formats)[FormatId]['decoder']>

/** Keys of what changes tags. */
export type TagWriterKey = NonNullable<(typeof formats)[FormatId]['tagWriter']>

/** Formats whose tags are written. */
export type WritableFormat = {
  [Id in FormatId]: (typeof formats)[Id]['tagWriter'] extends null ? never : Id
}[FormatId]
