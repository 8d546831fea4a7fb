import { writeFileSync } from 'node:fs'

/** Music of few sounds, made sample by sample: enough for the towers to tell drums from a pad. */

/** Samples a second, as the towers take them. */
const rate = 16_000

type Voice = (samples: Float32Array, from: number, to: number, bpm: number) => void

/** A seeded noise, -1 to 1. */
function noise(seed: number): () => number {
  let state = seed >>> 0 || 1
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 31 - 1
  }
}

/** Adds a sound of `seconds` at each of these beats, all along. */
function strike(
  samples: Float32Array,
  [from, to]: [number, number],
  bpm: number,
  [first, every]: [number, number],
  seconds: number,
  at: (t: number, hit: number) => number
): void {
  const beat = 60 / bpm
  for (
    let hit = 0, start = from + first * beat;
    start < to;
    hit++, start = from + (first + hit * every) * beat
  ) {
    const offset = Math.round(start * rate)
    const length = Math.min(Math.round(seconds * rate), Math.round(to * rate) - offset)
    for (let i = 0; i < length; i++) samples[offset + i]! += at(i / rate, hit)
  }
}

const chords = [
  [0, 4, 7],
  [9, 12, 16],
  [5, 9, 12],
  [7, 11, 14]
]
const pitch = (semitones: number): number => 130.81 * 2 ** (semitones / 12)
const sine = (hz: number, t: number): number => Math.sin(2 * Math.PI * hz * t)
const saw = (hz: number, t: number): number => 2 * ((hz * t) % 1) - 1

/** Kick, snare and hats. */
export const drums: Voice = (samples, from, to, bpm) => {
  const hiss = noise(3)
  strike(
    samples,
    [from, to],
    bpm,
    [0, 1],
    0.25,
    t => 0.7 * Math.exp(-14 * t) * sine(45 + 90 * Math.exp(-30 * t), t)
  )
  strike(samples, [from, to], bpm, [1, 2], 0.2, t => 0.4 * Math.exp(-22 * t) * (hiss() + 0.5 * sine(190, t)))
  strike(samples, [from, to], bpm, [0, 0.5], 0.06, t => 0.16 * Math.exp(-70 * t) * hiss())
}

/** A string that is plucked on every half beat, through the chords. */
export const plucks: Voice = (samples, from, to, bpm) => {
  strike(samples, [from, to], bpm, [0, 0.5], 1.4, (t, hit) => {
    const chord = chords[Math.floor(hit / 8) % chords.length]!
    const hz = 2 * pitch(chord[hit % 3]! + (hit % 2 ? 12 : 0))
    let sum = 0
    for (let n = 1; n <= 6; n++) sum += (Math.exp(-t * (2 + 1.5 * n)) / n) * sine(n * hz, t)
    return 0.22 * sum
  })
}

/** Soft chords that swell and overlap. */
export const pad: Voice = (samples, from, to) => {
  strike(samples, [from, to], 60, [0, 6], 8, (t, hit) => {
    const swell = Math.sin((Math.PI * t) / 8) ** 2
    let sum = 0
    for (const one of chords[hit % chords.length]!)
      for (const detuned of [0.997, 1, 1.003])
        sum += sine(pitch(one) * detuned, t) + 0.3 * sine(2 * pitch(one) * detuned, t)
    return 0.05 * swell * sum
  })
}

/** Chords of a guitar that is driven too hard. */
export const distortion: Voice = (samples, from, to, bpm) => {
  strike(samples, [from, to], bpm, [0, 0.5], 30 / bpm, (t, hit) => {
    const root = pitch(chords[Math.floor(hit / 8) % chords.length]![0]! - 12)
    const raw = saw(root, t) + saw(root * 1.5, t) + saw(root * 2.01, t)
    return 0.3 * Math.tanh(4 * raw) * Math.exp(-2 * t)
  })
}

/** A bass of a dance floor, off the beat. */
export const bass: Voice = (samples, from, to, bpm) => {
  strike(samples, [from, to], bpm, [0.5, 1], 0.3, (t, hit) => {
    const hz = pitch(chords[Math.floor(hit / 8) % chords.length]![0]! - 12)
    return 0.3 * Math.exp(-5 * t) * Math.tanh(2 * saw(hz, t))
  })
}

/** What plays from a second to another. */
export interface Passage {
  voices: Voice[]
  from: number
  to: number
  bpm: number
}

/** Writes mono WAV of these passages. */
export function writeMusic(path: string, passages: readonly Passage[]): string {
  const seconds = Math.max(...passages.map(({ to }) => to))
  const samples = new Float32Array(Math.round(seconds * rate))
  for (const { voices, from, to, bpm } of passages) for (const voice of voices) voice(samples, from, to, bpm)
  const bytes = Buffer.alloc(44 + samples.length * 2)
  bytes.write('RIFF', 0, 'latin1')
  bytes.writeUInt32LE(bytes.length - 8, 4)
  bytes.write('WAVEfmt ', 8, 'latin1')
  bytes.writeUInt32LE(16, 16)
  bytes.writeUInt16LE(1, 20)
  bytes.writeUInt16LE(1, 22)
  bytes.writeUInt32LE(rate, 24)
  bytes.writeUInt32LE(rate * 2, 28)
  bytes.writeUInt16LE(2, 32)
  bytes.writeUInt16LE(16, 34)
  bytes.write('data', 36, 'latin1')
  bytes.writeUInt32LE(samples.length * 2, 40)
  samples.forEach((sample, i) =>
    bytes.writeInt16LE(Math.round(32_767 * Math.max(-1, Math.min(1, sample))), 44 + 2 * i)
  )
  writeFileSync(path, bytes)
  return path
}
