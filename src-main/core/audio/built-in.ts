import type { FileHandle } from 'node:fs/promises'
import { EarshotError } from '#contract/errors.ts'
import { pathForDisplay } from '../files/paths.ts'
import { openStream } from './built-in-streams.ts'
import type { PcmStream, Planes } from './built-in-streams.ts'
import { notConfined } from './confine.ts'
import { decodeDefaults, decodingOf, reportShortage } from './decoder.ts'
import type { DecodeOptions, Decoder, DecodeReport } from './decoder.ts'
import { PlanesLoudness } from './measure/planes-loudness.ts'
import { mixDown } from './mix-down.ts'
import { openAudioFile } from './open-file.ts'
import { Resampler } from './resample.ts'
import { sniffLater } from '../formats/sniff.ts'
import { allFormats, formats, type FormatId } from '../formats/table.ts'

const builtIn = allFormats.filter(([, { decoder }]) => decoder !== null).map(([, { name }]) => name)

/** Decoders that are part of the app (WASM and plain code, permissive licences): for machines without ffmpeg. */
export function builtInDecoder(): Decoder {
  return {
    kind: 'built-in',
    detail: builtIn.join(', '),
    path: null,
    confinement: notConfined,
    decode: (path, options = {}) => decodingOf(report => decodeFile(path, options, report))
  }
}

/** The same at the file's own rate, one plane a channel; throws what `decode` throws. */
export async function* builtInPlanes(path: string, signal: AbortSignal): AsyncGenerator<Planes> {
  const name = pathForDisplay(path)
  const { file } = await openAudioFile(path)
  try {
    const { format, offset } = await identify(file, name)
    yield* planesOf(file, format, offset, name, signal, { seconds: 0, warnings: [] })
  } finally {
    await file.close()
  }
}

/** Small pieces: a silent FLAC grows by a factor of thousands. */
const pieceBytes = 32 * 1024
/** Pieces double while nothing comes (a large cover stands before the audio), up to this. */
const largestPiece = 4 * 1024 * 1024
/** A file that gave nothing by then has no audio worth the memory. */
const mostBytesBeforeAudio = 128 * 1024 * 1024

async function* decodeFile(
  path: string,
  options: DecodeOptions,
  report: DecodeReport
): AsyncGenerator<Float32Array> {
  const limits = { ...decodeDefaults, ...options }
  const { sampleRate } = limits
  const name = pathForDisplay(path)
  const { file } = await openAudioFile(path)
  try {
    const { format, offset } = await identify(file, name)
    const output = new MonoOutput(sampleRate)
    const loudness = limits.loudness === true ? new PlanesLoudness() : null
    let samples = 0
    for await (const planes of planesOf(file, format, offset, name, limits.signal, report)) {
      const room = Math.round(limits.maxSeconds * sampleRate) - samples
      const block = output.push(planes).subarray(0, room)
      samples += block.length
      report.seconds = samples / sampleRate
      loudness?.push(planes)
      if (block.length > 0) yield block
      if (samples >= limits.maxSeconds * sampleRate) break
    }
    const rest = output.flush().subarray(0, Math.round(limits.maxSeconds * sampleRate) - samples)
    samples += rest.length
    report.seconds = samples / sampleRate
    if (loudness !== null) report.loudness = loudness.end()
    if (rest.length > 0) yield rest
    if (samples === 0) throw new EarshotError('unreadable-file', `${name} has no audio in it.`)
    reportShortage(report, limits)
  } finally {
    await file.close()
  }
}

export async function identify(
  file: FileHandle,
  name: string
): Promise<{ format: FormatId; offset: number }> {
  const found = await sniffLater(async (at, length) => {
    const head = Buffer.allocUnsafe(length)
    const { bytesRead } = await file.read(head, 0, length, at)
    return head.subarray(0, bytesRead)
  })
  if (found !== null && found.format !== null) return { format: found.format, offset: found.offset }
  throw new EarshotError('unreadable-file', `${name} is damaged or not audio: its first bytes say nothing.`)
}

async function* planesOf(
  file: FileHandle,
  format: FormatId,
  offset: number,
  name: string,
  signal: AbortSignal | undefined,
  report: DecodeReport
): AsyncGenerator<Planes> {
  const stream = await openStream(format, file, offset)
  if (stream === null) {
    throw new EarshotError(
      'unsupported-format',
      `${name} is ${formats[format].name}, which needs ffmpeg: install it, or choose one in the settings.`
    )
  }
  try {
    let at = offset
    let size = pieceBytes
    let decoded = false
    for (;;) {
      if (signal?.aborted === true) throw new EarshotError('cancelled', 'Decoding was cancelled.')
      const piece = Buffer.allocUnsafeSlow(size)
      const { bytesRead } = await file.read(piece, 0, size, at)
      at += bytesRead
      const planes = attempt(stream, piece.subarray(0, bytesRead), name, decoded, report)
      if (planes.channelData[0]?.length) {
        decoded = true
        size = pieceBytes
        yield planes
      } else if (!decoded) size = Math.min(size * 2, largestPiece)
      if (bytesRead === 0 || (!decoded && at - offset > mostBytesBeforeAudio)) return
    }
  } finally {
    stream.free()
  }
}

const nothing: Planes = { channelData: [], sampleRate: 0 }

/** One piece, or the end of the stream for an empty one. Damage after the start costs what it hides, no more. */
function attempt(
  stream: PcmStream,
  piece: Uint8Array,
  name: string,
  decoded: boolean,
  report: DecodeReport
): Planes {
  try {
    const planes = piece.length > 0 ? stream.decode(piece) : stream.flush()
    const damage = planes.errors?.[0]
    if (damage !== undefined) note(report, damage.message)
    return planes
  } catch (thrown) {
    const why = thrown instanceof Error ? thrown.message : String(thrown)
    if (!decoded && piece.length > 0) {
      const code = /unsupported/i.test(why) ? 'unsupported-format' : 'unreadable-file'
      throw new EarshotError(code, `${name} could not be decoded: ${why}`, { cause: thrown })
    }
    note(report, why)
    return nothing
  }
}

function note({ warnings }: DecodeReport, said: string): void {
  const known = warnings.some(one => one.code === 'damage' && one.said === said)
  if (!known && warnings.length < 3) warnings.push({ code: 'damage', said, more: 0 })
}

/** Planes at any rate to mono at one; a chained stream may change its rate. */
class MonoOutput {
  readonly #wanted: number
  #resampler: Resampler | null = null
  #rate: number

  constructor(sampleRate: number) {
    this.#wanted = sampleRate
    this.#rate = sampleRate
  }

  push(planes: Planes): Float32Array {
    const mono = mixDown(planes.channelData)
    if (planes.sampleRate === this.#rate) return this.#resampler?.push(mono) ?? mono
    if (!(planes.sampleRate >= 1000 && planes.sampleRate <= 768_000)) {
      throw new EarshotError('unreadable-file', `A sample rate of ${planes.sampleRate} Hz makes no sense.`)
    }
    const tail = this.flush()
    this.#rate = planes.sampleRate
    if (this.#rate === this.#wanted) return joined(tail, mono)
    this.#resampler = new Resampler(this.#rate, this.#wanted)
    return joined(tail, this.#resampler.push(mono))
  }

  flush(): Float32Array {
    const rest = this.#resampler?.flush() ?? new Float32Array(0)
    this.#resampler = null
    return rest
  }
}

function joined(first: Float32Array, second: Float32Array): Float32Array {
  if (first.length === 0) return second
  const both = new Float32Array(first.length + second.length)
  both.set(first)
  both.set(second, first.length)
  return both
}
