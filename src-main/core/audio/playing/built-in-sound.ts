import { builtInPlanes } from '../built-in.ts'
import type { Planes } from '../built-in-streams.ts'
import { mixDown } from '../mix-down.ts'
import { Resampler } from '../resample.ts'
import type { SoundBlock, Wanted } from './sound-block.ts'

/** Lower rates than that no page plays as they are. */
const leastRate = 44_100

/** What the built-in decoders make of a file from a frame on. They know no places: what lies before is decoded, too. */
export async function* builtInSound(
  path: string,
  { from, rate }: Wanted,
  signal: AbortSignal
): AsyncGenerator<SoundBlock> {
  let resamplers: Resampler[] | null = null
  let form: { channels: number; own: number; rate: number } | null = null
  let at = 0
  const cut = function* (planes: readonly Float32Array[]): Generator<SoundBlock> {
    const length = planes[0]?.length ?? 0
    const skip = Math.min(length, Math.max(0, Math.round(from * form!.rate) - at))
    const first = at + skip
    at += length
    if (length > skip) {
      const samples = interleaved(planes.map(plane => plane.subarray(skip)))
      yield { samples, channels: planes.length, rate: form!.rate, at: first }
    }
  }
  for await (const block of builtInPlanes(path, signal)) {
    const planes = atMostTwo(block)
    if (form === null) {
      const own = block.sampleRate
      form = { channels: planes.length, own, rate: rate ?? (own < leastRate ? leastRate : own) }
      if (own !== form.rate) resamplers = planes.map(() => new Resampler(own, form!.rate))
    }
    // A chained stream that changes its form halfway is rare, and the rest of it not worth a resampler of its own.
    if (planes.length !== form.channels || block.sampleRate !== form.own) continue
    yield* cut(resamplers?.map((one, channel) => one.push(planes[channel]!)) ?? planes)
  }
  if (resamplers) yield* cut(resamplers.map(one => one.flush()))
}

function atMostTwo({ channelData }: Planes): readonly Float32Array[] {
  return channelData.length <= 2 ? channelData : [mixDown(channelData)]
}

function interleaved(planes: readonly Float32Array[]): Float32Array {
  const [first] = planes
  if (planes.length === 1) return first!
  const samples = new Float32Array(first!.length * planes.length)
  for (const [channel, plane] of planes.entries())
    for (let frame = 0; frame < plane.length; frame++)
      samples[frame * planes.length + channel] = plane[frame]!
  return samples
}
