import type { ParquetRow } from 'hyparquet'
import { crc32 } from 'node:zlib'
import { meanOf, quantisedAll } from '../summary.ts'
import type { Sound } from '../analysed.ts'

/** A row of a file of vectors, as the application keeps what it heard. */
export interface HeardRow extends Sound {
  contentId: Uint8Array
}

const keyBytes = 16
/** What float32 leaves of a length of 1. */
const unitWithin = 1e-3

/**
 * A row, once it is what it has to be; otherwise what is wrong with it, as the end of a sentence. `dimension` and `tags`:
 * how many numbers the model gives.
 */
export function heardRow(row: ParquetRow, dimension: number, tags: number): HeardRow | string {
  const { content_key: key, seconds, music, outline } = row
  if (!(key instanceof Uint8Array) || key.length !== keyBytes) return 'has no content key'
  if (!(outline instanceof Uint8Array) || outline.length === 0) return 'has no outline'
  const starts = floats(row['starts'])
  const flat = floats(row['vectors'])
  const scores = floats(row['tags'])
  if (starts === null || flat === null || scores === null) return 'has values that are no numbers'
  if (starts.length === 0 || flat.length !== starts.length * dimension)
    return `has ${flat.length} numbers for ${starts.length} windows of ${dimension}`
  if (scores.length !== tags) return `has ${scores.length} tag scores, not ${tags}`
  if (typeof seconds !== 'number' || !(seconds > 0 && seconds < Infinity)) return 'has no length'
  if (typeof music !== 'number' || !(music >= 0 && music <= 1.001)) return 'has a music score outside 0 to 1'
  const energy = toldNumber(row['energy'])
  const valence = toldNumber(row['valence'])
  if (Number.isNaN(energy) || Number.isNaN(valence)) return 'has an energy or a valence that is no number'
  if (Number(row['check']) !== checksum([key, starts, flat, scores, outline]))
    return 'does not fit its checksum'
  const windows = Array.from(starts, (_, at) => flat.subarray(at * dimension, (at + 1) * dimension))
  const odd = windows.find(window => !(Math.abs(Math.hypot(...window) - 1) < unitWithin))
  if (odd) return 'has a vector that is not of unit length'
  return {
    contentId: key,
    starts,
    vectors: quantisedAll(windows),
    mean: meanOf(windows),
    tags: scores,
    music: Math.min(1, music),
    energy,
    valence,
    waveform: Uint8Array.from(outline),
    duration: seconds
  }
}

/** Null where the model does not tell; NaN where it is no finite number. */
function toldNumber(value: unknown): number | null {
  if (value === undefined || value === null) return null
  return typeof value === 'number' && Number.isFinite(value) ? value : NaN
}

/** Null where one is not finite. */
function floats(values: unknown): Float32Array | null {
  if (!Array.isArray(values) && !ArrayBuffer.isView(values)) return null
  const read = Float32Array.from(values as ArrayLike<number>)
  return read.every(Number.isFinite) ? read : null
}

/** CRC-32 over the bytes of all parts, floats little-endian as every machine that runs Earshot has them. */
function checksum(parts: readonly (Uint8Array | Float32Array)[]): number {
  return parts.reduce(
    (sum, part) => crc32(new Uint8Array(part.buffer, part.byteOffset, part.byteLength), sum),
    0
  )
}
