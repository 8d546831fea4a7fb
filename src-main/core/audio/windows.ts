import { EarshotError } from '#contract/errors.ts'
import { sampleRate as usualRate } from './decoder.ts'

const windowSeconds = 10
const mostWindows = 360
const leastSeconds = 0.5
/** A tail shorter than this is in the window before it, all but a trace; seconds. */
const leastTail = 1

export interface AudioWindow {
  /** Seconds from the start of the track. */
  start: number
  /** Ten seconds of mono float32, finite and within -1..1. Fewer only where short audio is left as it is. */
  pcm: Float32Array
}

export interface Cutting {
  /** Default 16,000. */
  sampleRate?: number
  /** What becomes of audio shorter than a window: repeated until it fills one, or left for the tower to fill up. */
  shortAudio?: 'tile' | 'leave'
}

/**
 * Cuts a stream into the windows a track is heard by: one after the other every 10 s, the last one ending where the
 * track ends. A track of more than an hour keeps every second window (every fourth, …), so that no more than 360
 * remain, evenly spaced, without knowing the length beforehand: windows already given out may later turn out not to be
 * `kept`.
 */
export class WindowCutter {
  readonly #rate: number
  readonly #samples: number
  readonly #tile: boolean
  #current: Float32Array
  #previous: Float32Array
  /** Memory of windows that were heard. */
  readonly #heard: Float32Array[] = []
  #filled = 0
  #complete = 0
  #stride = 1

  constructor({ sampleRate = usualRate, shortAudio = 'tile' }: Cutting = {}) {
    this.#rate = sampleRate
    this.#samples = windowSeconds * sampleRate
    this.#tile = shortAudio === 'tile'
    this.#current = new Float32Array(this.#samples)
    this.#previous = new Float32Array(this.#samples)
  }

  /** The windows this block completes. */
  push(block: Float32Array): AudioWindow[] {
    const windows: AudioWindow[] = []
    for (let at = 0; at < block.length;) {
      const count = Math.min(block.length - at, this.#samples - this.#filled)
      this.#current.set(block.subarray(at, at + count), this.#filled)
      this.#filled += count
      at += count
      if (this.#filled === this.#samples) this.#close(windows)
    }
    return windows
  }

  /** The window at the end of the track, if the tail is not heard already. Throws `too-short` below half a second. */
  end(): AudioWindow[] {
    const total = this.#complete * this.#samples + this.#filled
    if (total < leastSeconds * this.#rate) {
      const seconds = (total / this.#rate).toFixed(2)
      throw new EarshotError(
        'too-short',
        `Only ${seconds} seconds of sound: too short to say anything about.`
      )
    }
    if (this.#complete === 0) {
      const short = this.#current.slice(0, this.#filled)
      clean(short)
      return [{ start: 0, pcm: this.#tile ? tiled(short, this.#samples) : short }]
    }
    if (this.#filled < leastTail * this.#rate) return []
    if (Math.ceil(this.#complete / this.#stride) >= mostWindows) this.#stride *= 2
    const pcm = new Float32Array(this.#samples)
    pcm.set(this.#previous.subarray(this.#filled))
    pcm.set(this.#current.subarray(0, this.#filled), this.#samples - this.#filled)
    clean(pcm)
    return [{ start: (total - this.#samples) / this.#rate, pcm }]
  }

  /** Takes the samples of a window back that nobody needs any more: others will lie where they did. */
  takeBack({ pcm }: AudioWindow): void {
    if (pcm.length === this.#samples) this.#heard.push(pcm)
  }

  /** Whether a window given out earlier belongs to the final, evenly spaced set. */
  isKept(start: number): boolean {
    const index = start / windowSeconds
    return !Number.isInteger(index) || index % this.#stride === 0
  }

  #close(windows: AudioWindow[]): void {
    clean(this.#current)
    if (this.#complete % this.#stride === 0) {
      if (this.#complete / this.#stride >= mostWindows) this.#stride *= 2
      const pcm = this.#heard.pop() ?? new Float32Array(this.#samples)
      pcm.set(this.#current)
      windows.push({ start: this.#complete * windowSeconds, pcm })
    }
    this.#complete += 1
    this.#filled = 0
    const free = this.#previous
    this.#previous = this.#current
    this.#current = free
  }
}

function tiled(pcm: Float32Array, samples: number): Float32Array {
  const window = new Float32Array(samples)
  for (let at = 0; at < samples; at += pcm.length) {
    window.set(pcm.subarray(0, Math.min(pcm.length, samples - at)), at)
  }
  return window
}

/** Float files may hold anything, and one NaN would spoil a whole track's mean. */
function clean(pcm: Float32Array): void {
  for (let i = 0; i < pcm.length; i++) {
    const sample = pcm[i]!
    if (!(sample >= -1 && sample <= 1)) pcm[i] = Number.isNaN(sample) ? 0 : Math.sign(sample)
  }
}
