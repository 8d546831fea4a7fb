import type { SoundPiece } from '#contract/sound.ts'
import { EarshotError } from '#contract/errors.ts'
import type { Decoder } from '../decoder.ts'
import { isOwn, isRefusal } from '../with-fallback.ts'
import { builtInSound, isSoonBuiltIn } from './built-in-sound.ts'
import { ffmpegSound } from './ffmpeg-sound.ts'
import { mp4Length } from './mp4-length.ts'
import type { SoundBlock, Wanted } from './sound-block.ts'

/** Decoders that wait to be asked on; of more the one that waits longest is ended. */
const mostWaiting = 4
/** Milliseconds: a paused player holds no drive. It goes on where it was all the same. */
const longestWait = 20_000

interface Asked extends Wanted {
  path: string
  /** How much, seconds. */
  seconds: number
}

/**
 * Sound of files in pieces, as they are asked for: a piece that follows the one before comes from the same decoder,
 * so that nothing is missing between them and nothing is there twice.
 */
export class SoundPieces {
  readonly #waiting: Running[] = []
  readonly #longestWait: number

  constructor(wait = longestWait) {
    this.#longestWait = wait
  }

  /** Throws what decoding throws, and `cancelled`. */
  async piece(asked: Asked, decoder: Decoder, signal: AbortSignal): Promise<SoundPiece> {
    const running = this.#take(asked) ?? new Running(asked, decoder)
    const stop = (): void => running.end()
    signal.addEventListener('abort', stop, { once: true })
    if (signal.aborted) stop()
    try {
      const piece = await running.read(asked.seconds)
      if (signal.aborted) throw new EarshotError('cancelled', 'Cancelled.')
      if (piece.ended) running.end()
      else this.#wait(running)
      return piece
    } catch (thrown) {
      running.end()
      throw thrown
    } finally {
      signal.removeEventListener('abort', stop)
    }
  }

  close(): void {
    for (const running of this.#waiting.splice(0)) running.end()
  }

  #take(asked: Asked): Running | null {
    const at = this.#waiting.findIndex(one => one.isNext(asked))
    const [found = null] = at < 0 ? [] : this.#waiting.splice(at, 1)
    clearTimeout(found?.timer)
    return found
  }

  #wait(running: Running): void {
    this.#waiting.push(running)
    if (this.#waiting.length > mostWaiting) this.#drop(this.#waiting[0]!)
    running.timer = setTimeout(() => this.#drop(running), this.#longestWait).unref()
  }

  #drop(running: Running): void {
    const at = this.#waiting.indexOf(running)
    if (at < 0) return
    this.#waiting.splice(at, 1)
    clearTimeout(running.timer)
    running.end()
  }
}

/** A file that is being decoded, up to a place. */
class Running {
  timer: NodeJS.Timeout | undefined
  readonly #path: string
  readonly #wanted: Wanted
  readonly #blocks: AsyncGenerator<SoundBlock>
  readonly #stop = new AbortController()
  /** Seconds of the whole, where the file says it better than its frames do. */
  readonly #length: number | null
  #form: { channels: number; rate: number } | null = null
  /** Decoded, and not yet given. */
  #held: Float32Array[] = []
  /** The frame that comes next. */
  #next = 0

  constructor({ path, from, rate }: Asked, decoder: Decoder) {
    this.#path = path
    this.#wanted = { from, rate }
    this.#length = mp4Length(path)
    this.#blocks = eitherSound(decoder, path, this.#wanted, this.#stop.signal)
  }

  isNext({ path, from, rate }: Asked): boolean {
    const form = this.#form
    return (
      path === this.#path &&
      form !== null &&
      (rate === this.#wanted.rate || rate === form.rate) &&
      Math.round(from * form.rate) === this.#next
    )
  }

  async read(seconds: number): Promise<SoundPiece> {
    let frames = 0
    let ended = false
    for (const block of this.#held) frames += block.length / this.#form!.channels
    while (!ended && (this.#form === null || frames < seconds * this.#form.rate)) {
      const { done, value } = await this.#blocks.next()
      if (done) ended = true
      else frames += this.#hold(value)
    }
    return this.#give(seconds, frames, ended)
  }

  #hold({ samples, channels, rate, at }: SoundBlock): number {
    if (this.#form === null) this.#next = at
    this.#form ??= { channels, rate }
    this.#held.push(samples)
    return samples.length / channels
  }

  #give(seconds: number, frames: number, ended: boolean): SoundPiece {
    const { channels, rate } = this.#form ?? { channels: 2, rate: this.#wanted.rate ?? 44_100 }
    const at = this.#form ? this.#next : Math.round(this.#wanted.from * rate)
    const left = this.#length === null ? Infinity : Math.max(0, Math.round(this.#length * rate) - at)
    const count = Math.min(frames, left, Math.max(1, Math.round(seconds * rate)))
    const all = joined(this.#held)
    const samples = all.slice(0, count * channels)
    const rest = all.subarray(count * channels)
    this.#held = rest.length > 0 ? [rest] : []
    this.#next = at + count
    return { samples, channels, rate, at, ended: count >= left || (ended && rest.length === 0) }
  }

  end(): void {
    this.#stop.abort()
    void this.#blocks.return(undefined).catch(() => undefined)
  }
}

/**
 * With what is built in where that is sooner there than ffmpeg starts, else with ffmpeg. What the one refuses from the
 * start, or finds nothing in, is tried with the other.
 */
async function* eitherSound(
  decoder: Decoder,
  path: string,
  wanted: Wanted,
  signal: AbortSignal
): AsyncGenerator<SoundBlock> {
  const { path: program, confinement } = decoder
  const builtIn = (): AsyncGenerator<SoundBlock> => builtInSound(path, wanted, signal)
  if (program === null) return yield* builtIn()
  const byProgram = (): AsyncGenerator<SoundBlock> =>
    ffmpegSound({ path: program, confinement }, path, wanted, signal)
  const soon = await isSoonBuiltIn(path, wanted.from).catch(() => false)
  const [first, second] = soon ? [builtIn, byProgram] : [byProgram, builtIn]
  let begun = false
  let refusal: unknown = null
  try {
    for await (const block of first()) {
      begun = true
      yield block
    }
  } catch (thrown) {
    if (begun || !(isRefusal(thrown) || (soon && !isOwn(thrown)))) throw thrown
    refusal = thrown
  }
  if (begun || (refusal === null && !soon)) return
  try {
    yield* second()
  } catch (again) {
    // It is said as analysis says it: by ffmpeg.
    throw soon || isOwn(again) ? again : refusal
  }
}

function joined(blocks: readonly Float32Array[]): Float32Array {
  if (blocks.length === 1) return blocks[0]!
  const all = new Float32Array(blocks.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const block of blocks) {
    all.set(block, at)
    at += block.length
  }
  return all
}
