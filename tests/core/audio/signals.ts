import type { DecodeOptions, Decoder, DecodeReport } from '../../../src-main/core/audio/decoder.ts'

/** Everything a decoder gives for one file, in one piece. */
export async function decodeAll(
  decoder: Decoder,
  path: string,
  options: DecodeOptions = {}
): Promise<{ pcm: Float32Array; report: DecodeReport }> {
  const decoding = decoder.decode(path, options)
  const blocks: Float32Array[] = []
  for await (const block of decoding) blocks.push(block.slice())
  const pcm = new Float32Array(blocks.reduce((sum, block) => sum + block.length, 0))
  let at = 0
  for (const block of blocks) {
    pcm.set(block, at)
    at += block.length
  }
  return { pcm, report: decoding.report }
}

export function rms(samples: Float32Array): number {
  return Math.sqrt(samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length)
}

/** Highest correlation of two signals over shifts of up to `most` samples, over one second in the middle. */
export function bestCorrelation(a: Float32Array, b: Float32Array, most: number): number {
  const middle = Math.floor(Math.min(a.length, b.length) / 2)
  const piece = a.subarray(middle - 8000, middle + 8000)
  let best = -1
  for (let shift = -most; shift <= most; shift++) {
    best = Math.max(best, correlation(piece, b.subarray(middle - 8000 + shift, middle + 8000 + shift)))
  }
  return best
}

function correlation(a: Float32Array, b: Float32Array): number {
  let ab = 0
  let aa = 0
  let bb = 0
  for (let i = 0; i < a.length; i++) {
    ab += a[i]! * b[i]!
    aa += a[i]! * a[i]!
    bb += b[i]! * b[i]!
  }
  return ab / Math.sqrt(aa * bb)
}
