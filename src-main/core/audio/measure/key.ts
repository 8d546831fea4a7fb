import { Chroma, chromaBins } from './chroma.ts'

export interface Key {
  /** "A minor" */
  key: string | null
  /** 0..1 */
  keyConfidence: number
}

/** As keys are mostly written. */
const names = ['C', 'Db', 'D', 'Eb', 'E', 'F', 'F#', 'G', 'Ab', 'A', 'Bb', 'B']
const minorNames = ['C', 'C#', 'D', 'Eb', 'E', 'F', 'F#', 'G', 'G#', 'A', 'Bb', 'B']

/** How often each step of the scale is heard in keys that are certain (Albrecht and Shanahan, 2013). */
const profiles = {
  major: [0.238, 0.006, 0.111, 0.006, 0.137, 0.094, 0.016, 0.214, 0.009, 0.08, 0.008, 0.081],
  minor: [0.22, 0.006, 0.104, 0.123, 0.019, 0.103, 0.012, 0.214, 0.062, 0.022, 0.061, 0.052]
}
const perSemitone = chromaBins / 12
/** Frames of chroma put together before a stretch is judged: about 15 s. */
const stretchFrames = 60
const mostStretches = 512
const leastConfidence = 0.3

/** The key of a stream at 16 kHz. */
export class KeyMeter {
  readonly #chroma = new Chroma(frame => this.#add(frame))
  #stretches: Float64Array[] = []
  #current = new Float64Array(chromaBins)
  #frames = 0
  /** Frames in a stretch; doubles, with neighbours joined, when there are too many. */
  #span = stretchFrames

  push(block: Float32Array): void {
    this.#chroma.push(block)
  }

  end(): Key {
    this.#chroma.end()
    if (this.#frames >= stretchFrames / 4 || (this.#stretches.length === 0 && this.#frames > 4)) this.#close()
    const none = { key: null, keyConfidence: 0 }
    const all = new Float64Array(chromaBins)
    for (const stretch of this.#stretches) for (let i = 0; i < chromaBins; i++) all[i]! += stretch[i]!
    if (!all.some(value => value > 0)) return none
    const shift = tuningOf(all)
    const scores = scoresOf(folded(all, shift))
    const best = scores.indexOf(Math.max(...scores))
    const second = Math.max(...scores.filter((_, key) => key !== best))
    const stretches = this.#stretches.map(stretch => scoresOf(folded(stretch, shift)))
    // A stretch in the relative or the fifth is half a yes: songs go there without leaving their key.
    const agreement =
      stretches.reduce((sum, local) => sum + closeness(local.indexOf(Math.max(...local)), best), 0) /
      stretches.length
    const fit = Math.min(1, Math.max(0, (scores[best]! - 0.45) / 0.35))
    const margin = Math.min(1, (scores[best]! - second) / 0.12)
    const keyConfidence = fit * (0.3 + 0.4 * agreement + 0.3 * margin)
    return { key: keyConfidence < leastConfidence ? null : nameOf(best), keyConfidence }
  }

  #add(frame: Float64Array): void {
    for (let i = 0; i < chromaBins; i++) this.#current[i]! += frame[i]!
    if (++this.#frames === this.#span) this.#close()
  }

  #close(): void {
    this.#stretches.push(this.#current)
    this.#current = new Float64Array(chromaBins)
    this.#frames = 0
    if (this.#stretches.length < mostStretches) return
    this.#stretches = this.#stretches
      .filter((_, i) => i % 2 === 0)
      .map((stretch, i) => stretch.map((value, bin) => value + this.#stretches[2 * i + 1]![bin]!))
    this.#span *= 2
  }
}

/** 0 to 11 major from C, 12 to 23 minor. */
function nameOf(key: number): string {
  return key < 12 ? `${names[key]!} major` : `${minorNames[key - 12]!} minor`
}

function closeness(key: number, other: number): number {
  if (key === other) return 1
  const turned = (steps: number): number => (other < 12 ? 0 : 12) + (((other % 12) + steps) % 12)
  const relative = other < 12 ? 12 + ((other + 9) % 12) : (other - 12 + 3) % 12
  return key === relative || key === turned(7) || key === turned(5) ? 0.5 : 0
}

/** How far the whole recording lies from 440 Hz, in bins, -half a semitone to half. */
function tuningOf(chroma: Float64Array): number {
  let x = 0
  let y = 0
  for (let bin = 0; bin < chromaBins; bin++) {
    const angle = (2 * Math.PI * bin) / perSemitone
    x += chroma[bin]! * Math.cos(angle)
    y += chroma[bin]! * Math.sin(angle)
  }
  return Math.round((Math.atan2(y, x) / (2 * Math.PI)) * perSemitone)
}

function folded(chroma: Float64Array, shift: number): Float64Array {
  const out = new Float64Array(12)
  for (let bin = 0; bin < chromaBins; bin++) {
    const place = Math.round((bin - shift) / perSemitone - 1e-9)
    out[((place % 12) + 12) % 12]! += chroma[bin]!
  }
  return out
}

/** Correlation of a chroma with each of the 24 keys. */
function scoresOf(chroma: Float64Array): number[] {
  return [profiles.major, profiles.minor].flatMap(profile =>
    Array.from({ length: 12 }, (_, tonic) => correlation(chroma, profile, tonic))
  )
}

function correlation(chroma: Float64Array, profile: number[], tonic: number): number {
  const meanOf = (values: ArrayLike<number>): number => Array.from(values).reduce((sum, x) => sum + x, 0) / 12
  const a = meanOf(chroma)
  const b = meanOf(profile)
  let both = 0
  let own = 0
  let other = 0
  for (let step = 0; step < 12; step++) {
    const x = chroma[(tonic + step) % 12]! - a
    const y = profile[step]! - b
    both += x * y
    own += x * x
    other += y * y
  }
  return own === 0 ? 0 : both / Math.sqrt(own * other)
}
