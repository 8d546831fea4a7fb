import { pathForDisplay } from '../../files/paths.ts'
import { formats } from '../../formats/table.ts'
import { builtInPlanes, identify } from '../built-in.ts'
import type { Planes } from '../built-in-streams.ts'
import { mixDown } from '../mix-down.ts'
import { openAudioFile } from '../open-file.ts'
import { Resampler } from '../resample.ts'
import { flacScale } from './flac-scale.ts'
import { pcmForm } from './pcm-form.ts'
import { pcmPlanes } from './pcm-planes.ts'
import type { SoundBlock, Wanted } from './sound-block.ts'

/** Lower rates than that no page plays as they are. */
const leastRate = 44_100
/** Seconds that are decoded from the beginning before ffmpeg, measured with MP3, would have started. */
const near = 5

/** Whether a place is sooner reached here than a program starts. */
export async function isSoonBuiltIn(path: string, from: number): Promise<boolean> {
  const { file } = await openAudioFile(path)
  try {
    const { format, offset } = await identify(file, pathForDisplay(path))
    const { decoder } = formats[format]
    if (decoder === 'wav' || decoder === 'aiff') return (await pcmForm(file, offset)) !== null
    return decoder !== null && from <= near
  } finally {
    await file.close()
  }
}

/** What is built in makes that of a file, from a frame on: of PCM at once; of all else what lies before is decoded, too. */
export async function* builtInSound(
  path: string,
  wanted: Wanted,
  signal: AbortSignal
): AsyncGenerator<SoundBlock> {
  const { file } = await openAudioFile(path)
  try {
    const { format, offset } = await identify(file, pathForDisplay(path))
    const pcm = await pcmForm(file, offset)
    // Whole seconds are whole frames at every rate; on one more a resampler leans.
    const start = pcm === null ? 0 : Math.max(0, Math.floor(wanted.from) - 1)
    const planes =
      pcm === null
        ? encoded(path, formats[format].decoder === 'flac' ? await flacScale(file, offset) : null, signal)
        : pcmPlanes(file, pcm, start * pcm.rate, signal)
    yield* soundOf(planes, wanted, start)
  } finally {
    await file.close()
  }
}

async function* encoded(
  path: string,
  scale: ((planes: Planes) => Planes) | null,
  signal: AbortSignal
): AsyncGenerator<Planes> {
  for await (const planes of builtInPlanes(path, signal)) yield scale?.(planes) ?? planes
}

/** `start`: the second at which the planes begin. */
async function* soundOf(
  blocks: AsyncIterable<Planes>,
  { from, rate }: Wanted,
  start: number
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
  for await (const block of blocks) {
    const planes = atMostTwo(block)
    if (form === null) {
      const own = block.sampleRate
      form = { channels: planes.length, own, rate: rate ?? (own < leastRate ? leastRate : own) }
      at = start * form.rate
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
