import { EarshotError } from '#contract/errors.ts'
import { sampleRate } from './decoder.ts'

export const windowSeconds = 10
export const windowSamples = windowSeconds * sampleRate
const mostWindows = 360
const leastSeconds = 0.5
/** A tail shorter than this is in the window before it, all but a trace. */
const leastTail = 1 * sampleRate

export interface AudioWindow {
  /** Seconds from the start of the track. */
  start: number
  /** `windowSamples` of mono float32, finite and within -1..1. */
  pcm: Float32Array
}

/**
 * Cuts a stream into the windows a track is heard by: one after the other every 10 s, the last one ending where the
 * track ends; audio shorter than a window is repeated until it fills one. A track of more than an hour keeps every
 * second window (every fourth, …), so that no more than 360 remain, evenly spaced, without knowing the length
 * beforehand: windows already given out may later turn out not to be `kept`.
 */
export class WindowCutter {
  #current = new Float32Array(windowSamples)
  #previous = new Float32Array(windowSamples)
  #filled = 0
  #complete = 0
  #stride = 1

  /** The windows this block completes. */
  push(block: Float32Array): AudioWindow[] {
    const windows: AudioWindow[] = []
    for (let at = 0; at < block.length;) {
      const count = Math.min(block.length - at, windowSamples - this.#filled)
      this.#current.set(block.subarray(at, at + count), this.#filled)
      this.#filled += count
      at += count
      if (this.#filled === windowSamples) this.#close(windows)
    }
    return windows
  }

  /** The window at the end of the track, if the tail is not heard already. Throws `too-short` below half a second. */
  end(): AudioWindow[] {
    const total = this.#complete * windowSamples + this.#filled
    if (total < leastSeconds * sampleRate) {
      const seconds = (total / sampleRate).toFixed(2)
      throw new EarshotError(
        'too-short',
        `Only ${seconds} seconds of sound: too short to say anything about.`
      )
    }
    if (this.#complete === 0) return [{ start: 0, pcm: tiled(this.#current.subarray(0, this.#filled)) }]
    if (this.#filled < leastTail) return []
    if (Math.ceil(this.#complete / this.#stride) >= mostWindows) this.#stride *= 2
    const pcm = new Float32Array(windowSamples)
    pcm.set(this.#previous.subarray(this.#filled))
    pcm.set(this.#current.subarray(0, this.#filled), windowSamples - this.#filled)
    clean(pcm)
    return [{ start: (total - windowSamples) / sampleRate, pcm }]
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
      windows.push({ start: this.#complete * windowSeconds, pcm: this.#current.slice() })
    }
    this.#complete += 1
    this.#filled = 0
    const free = this.#previous
    this.#previous = this.#current
    this.#current = free
  }
}

function tiled(pcm: Float32Array): Float32Array {
  clean(pcm)
  const window = new Float32Array(windowSamples)
  for (let at = 0; at < windowSamples; at += pcm.length) {
    window.set(pcm.subarray(0, Math.min(pcm.length, windowSamples - at)), at)
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
