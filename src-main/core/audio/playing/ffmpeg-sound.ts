import type { FileHandle } from 'node:fs/promises'
import type { Readable } from 'node:stream'
import type { Confinement } from '#contract/entities.ts'
import { EarshotError } from '#contract/errors.ts'
import { pathForDisplay, pathForFs } from '../../files/paths.ts'
import { bounded, boundedPieces } from '../bounded.ts'
import { confined, signalOf } from '../confine.ts'
import { decodeDefaults } from '../decoder.ts'
import { Complaints, endedBy, failureFrom } from '../ffmpeg-complaints.ts'
import { chunksOf, exitOf, startProgram } from '../ffmpeg-process.ts'
import { openAudioFile } from '../open-file.ts'
import { readWavHeader } from '../wav-header.ts'
import type { SoundBlock, Wanted } from './sound-block.ts'

/** Seconds that are decoded before the place that is asked for: frames of MP3 and AAC lean on those before them. */
const runUp = 0.3
const longestHeader = 4096
/** What a page plays as it is; of lower ones nothing is lost by raising them, and those above nobody hears. */
const rates = '44100|48000|88200|96000|176400|192000'

/** Of the decoder that was found. */
export interface Ffmpeg {
  path: string
  confinement: Confinement
}

/** What ffmpeg makes of a file from a frame on: its own rate where none is asked for, one or two channels. */
export async function* ffmpegSound(
  ffmpeg: Ffmpeg,
  path: string,
  { from, rate }: Wanted,
  signal: AbortSignal
): AsyncGenerator<SoundBlock> {
  const { file } = await openAudioFile(path)
  const complaints = new Complaints()
  const plain = typeof pathForFs(path) === 'string'
  const start = (await findsPlaces(file)) ? Math.max(0, from - runUp) : 0
  const args = argumentsFor(plain ? path : '/dev/stdin', start, rate)
  const command = confined(ffmpeg.confinement, { program: ffmpeg.path, args }, { reads: plain ? path : null })
  const child = startProgram(bounded(command), plain ? null : file)
  ;(child.stderr as Readable).setEncoding('utf8').on('data', (text: string) => complaints.add(text))
  let came = false
  try {
    const { stallMs } = decodeDefaults
    for await (const block of fromWav(chunksOf(child, { stallMs, timeoutMs: Infinity, signal }))) {
      const skipped = cutFront(block, start, from)
      came ||= block.samples.length > 0
      if (skipped.samples.length > 0) yield skipped
    }
    const code = await exitOf(child)
    const name = pathForDisplay(path)
    const ended = signalOf(ffmpeg.confinement, child)
    if (ended !== null && !came) throw endedBy(ended, complaints, name)
    // Behind the last second of a file there is nothing, and nothing is wrong with it.
    if (!came && code !== 0) throw failureFrom(complaints, name)
  } finally {
    child.kill('SIGKILL')
    await file.close()
  }
}

/** FLAC in Ogg begins elsewhere than ffmpeg says when it is to begin in the middle; it is quickly decoded from the start. */
async function findsPlaces(file: FileHandle): Promise<boolean> {
  const head = Buffer.alloc(33)
  await file.read(head, 0, head.length, 0)
  return !(head.toString('latin1', 0, 4) === 'OggS' && head.toString('latin1', 28) === '\x7fFLAC')
}

function argumentsFor(input: string, start: number, rate: number | null): string[] {
  return [
    ...boundedPieces,
    ...['-nostdin', '-hide_banner', '-v', 'error', '-threads', '1', '-protocol_whitelist', 'file,pipe'],
    ...(start > 0 ? ['-ss', start.toFixed(9)] : []),
    ...['-i', `file:${input}`, '-map', '0:a:0', '-map_metadata', '-1'],
    ...['-af', `aformat=sample_rates=${rate ?? rates}:channel_layouts=mono|stereo`],
    ...['-c:a', 'pcm_f32le', '-f', 'wav', 'pipe:1']
  ]
}

/** The samples behind a header. `at`: the frame of the first one, counted from where ffmpeg began. */
async function* fromWav(chunks: AsyncIterable<Buffer>): AsyncGenerator<SoundBlock> {
  let form: { channels: number; sampleRate: number } | null = null
  let held: Buffer = Buffer.alloc(0)
  let at = 0
  for await (const chunk of chunks) {
    // A copy of what is kept for the next turn: a piece is valid only until then.
    held = held.length > 0 || form === null ? Buffer.concat([held, chunk]) : chunk
    if (form === null) {
      const header = readWavHeader(held)
      if (header === null && held.length > longestHeader)
        throw new EarshotError('decode-failed', 'ffmpeg wrote something else than sound.')
      if (header === null) continue
      form = header
      held = held.subarray(header.bytes)
    }
    const { channels, sampleRate } = form
    const whole = held.length - (held.length % (4 * channels))
    // A copy: what came lies anywhere, and numbers stand at multiples of four.
    const samples = new Float32Array(new Uint8Array(held.subarray(0, whole)).buffer)
    held = Buffer.from(held.subarray(whole))
    if (whole === 0) continue
    yield { samples, channels, rate: sampleRate, at }
    at += samples.length / channels
  }
}

/** Without what was decoded for the run-up; `at` counts from the beginning of the file. */
function cutFront({ samples, channels, rate, at }: SoundBlock, start: number, from: number): SoundBlock {
  const first = Math.round(from * rate)
  const here = Math.round(start * rate) + at
  const skip = Math.min(samples.length / channels, Math.max(0, first - here))
  return { samples: samples.subarray(skip * channels), channels, rate, at: here + skip }
}
