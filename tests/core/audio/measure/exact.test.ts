import { expect, it } from 'vitest'
import { LoudnessMeter } from '../../../../src-main/core/audio/measure/loudness.ts'
import { Spectrum } from '../../../../src-main/core/audio/measure/spectrum.ts'

/** Between -1 and 1, after a seed. */
function noise(length: number, seed: number): Float32Array {
  let state = seed
  return Float32Array.from({ length }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 31 - 1
  })
}

it('what is not a sample counts as silence', () => {
  const samples = noise(44_100, 3).map(sample => sample * 0.25)
  const broken = samples.slice()
  for (const [i, value] of [Number.NaN, Number.POSITIVE_INFINITY, -1e30].entries()) {
    samples[1000 * (i + 1)] = 0
    broken[1000 * (i + 1)] = value
  }
  const [plain, other] = [samples, broken].map(each => {
    const meter = new LoudnessMeter(44_100, 1)
    meter.push(each)
    return meter.end()
  })
  expect(other).toEqual(plain)
  expect(other!.loudness).toBeGreaterThan(-30)
})

it('planes and interleaved samples give the same, of one channel, two and three', () => {
  for (const channels of [1, 2, 3]) {
    const planes = Array.from({ length: channels }, (_, channel) => noise(48_000, channel + 1))
    const interleaved = new Float32Array(48_000 * channels)
    for (const [channel, plane] of planes.entries()) {
      for (const [i, sample] of plane.entries()) interleaved[i * channels + channel] = sample
    }
    const [one, other] = [planes, interleaved].map(samples => {
      const meter = new LoudnessMeter(48_000, channels)
      meter.push(samples)
      return meter.end()
    })
    expect(one).toEqual(other)
  }
})

it.each([32, 64, 128, 512, 1024])('the spectrum of %s samples is the Fourier transform', size => {
  const samples = noise(size + 5, 9)
  const power = new Float64Array(size / 2 + 1)
  new Spectrum(size).of(samples, 5, power)
  for (let bin = 0; bin <= size / 2; bin++) {
    let [re, im] = [0, 0]
    for (let i = 0; i < size; i++) {
      const value = samples[5 + i]! * (0.5 - 0.5 * Math.cos((2 * Math.PI * i) / size))
      re += value * Math.cos((2 * Math.PI * bin * i) / size)
      im -= value * Math.sin((2 * Math.PI * bin * i) / size)
    }
    expect(power[bin]).toBeCloseTo(re * re + im * im, 9)
  }
})
