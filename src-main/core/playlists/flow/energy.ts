import type { SearchLibrary } from '../../search/library.ts'
import type { PhraseVectors } from '../../search/scoring/phrase-vectors.ts'

const high = ['energetic and loud', 'fast driving beat', 'intense']
const low = ['calm and quiet', 'slow and gentle', 'peaceful']

/** Usual values of music and how far they spread: what a measured one is compared with. */
const usualLoudness = { mean: -14, deviation: 5 }
const usualTempo = { mean: 112, deviation: 30 }
const weights = { sound: 0.55, loudness: 0.3, tempo: 0.15 }

/** What every row of the index sounds like on the way from calm (negative) to driving, standard deviations here. */
export async function soundEnergy(library: SearchLibrary, phrases: PhraseVectors): Promise<Float32Array> {
  const { index } = library
  const energy = new Float32Array(index.count)
  if (index.count === 0) return energy
  const scores = index.scan(await phrases.of([...high, ...low]))
  scores.forEach((one, i) => {
    const sign = i < high.length ? 1 : -1
    for (let row = 0; row < energy.length; row++) energy[row]! += sign * one[row]!
  })
  let mean = 0
  for (const value of energy) mean += value / energy.length
  let square = 0
  for (const value of energy) square += (value - mean) ** 2 / energy.length
  const deviation = Math.max(Math.sqrt(square), 1e-6)
  return energy.map(value => (value - mean) / deviation)
}

/** 0 (calm) to 1 (driving), from what is known: sound always, loudness and tempo where they are measured. */
export function energyOf(sound: number, loudness: number | null, tempo: number | null): number {
  let sum = weights.sound * sound
  let weight = weights.sound
  const add = (value: number | null, usual: { mean: number; deviation: number }, share: number): void => {
    if (value === null) return
    sum += share * Math.max(-2.5, Math.min(2.5, (value - usual.mean) / usual.deviation))
    weight += share
  }
  add(loudness, usualLoudness, weights.loudness)
  add(tempo, usualTempo, weights.tempo)
  // The logistic curve that lies closest to the normal distribution's: 0.5 is the middle of the library.
  return 1 / (1 + Math.exp((-1.702 * sum) / weight))
}
