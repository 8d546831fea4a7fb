import { printRate } from '../../../src-main/core/doubles/sound/print.ts'

/** Notes that come and go, the same for the same seed. */
export function notes(seconds: number, seed: number): Float32Array {
  let state = seed * 7919 + 1
  const random = (): number => (state = (Math.imul(state, 48_271) >>> 0) % 2_147_483_647) / 2_147_483_647
  const samples = new Float32Array(Math.round(seconds * printRate))
  for (let at = 0; at < samples.length; at += Math.round((0.15 + 0.3 * random()) * printRate)) {
    const hertz = 110 * 2 ** (Math.floor(random() * 36) / 12)
    const loud = 0.1 + 0.2 * random()
    for (let i = at; i < Math.min(samples.length, at + printRate); i++) {
      const time = (i - at) / printRate
      let value = 0
      for (let partial = 1; partial <= 20; partial += 3)
        value += Math.sin(2 * Math.PI * hertz * partial * time) / partial
      samples[i]! += loud * value * Math.exp(-4 * time)
    }
  }
  return samples
}

export const louder = (samples: Float32Array, decibels: number): Float32Array =>
  samples.map(sample => sample * 10 ** (decibels / 20))

/** As much noise below the music as a codec leaves. */
export function noisy(samples: Float32Array, amplitude: number): Float32Array {
  let state = 12_345
  return samples.map(sample => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return sample + amplitude * (state / 2 ** 31 - 1)
  })
}

/** A tone control: what is fast is raised. */
export function brighter(samples: Float32Array, amount: number): Float32Array {
  return samples.map((sample, i) => sample + amount * (sample - (samples[i - 1] ?? 0)) * 4)
}

/** Presses what is loud. */
export function pressed(samples: Float32Array): Float32Array {
  let level = 0
  return samples.map(sample => {
    level = Math.max(Math.abs(sample), level * 0.9998)
    return sample / (0.15 + level)
  })
}
