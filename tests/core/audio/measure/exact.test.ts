import { expect, it } from 'vitest'
import { LoudnessMeter } from '../../../../src-main/core/audio/measure/loudness.ts'
import { Spectrum } from '../../../../src-main/core/audio/measure/spectrum.ts'
import { PeakPlane, peakReach } from '../../../../src-main/core/audio/measure/true-peak.ts'

/** Between -1 and 1, after a seed. */
function noise(length: number, seed: number): Float32Array {
  let state = seed
  return Float32Array.from({ length }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 31 - 1
  })
}

/** Every place between all samples, without leaving any out. */
function everyPeak(samples: Float32Array): number {
  const padded = new Float32Array(samples.length + peakReach)
  padded.set(samples, peakReach)
  let peak = 0
  for (let phase = 1; phase < 4; phase++) {
    const row = Array.from({ length: peakReach }, (_, tap) => {
      const x = tap - 11 - phase / 4
      return (Math.sin(Math.PI * x) / (Math.PI * x)) * (0.5 + 0.5 * Math.cos((2 * Math.PI * x) / 25))
    })
    const total = row.reduce((sum, value) => sum + value)
    for (let i = peakReach; i < padded.length; i++) {
      const here = row.reduce((sum, value, tap) => sum + value * padded[i - peakReach + 1 + tap]!, 0)
      peak = Math.max(peak, Math.abs(padded[i]!), Math.abs(here / total))
    }
  }
  return peak
}

it.each([1, 2, 3, 4, 5, 6, 7, 8])('no true peak is passed over (%s)', seed => {
  // Smoothed to various degrees, and swelling, so that the peak keeps rising.
  const samples = noise(3000, seed)
  for (let i = 1; i < samples.length; i++) {
    samples[i] = samples[i]! * 0.2 * (seed % 4) + samples[i - 1]! * 0.2 * (4 - (seed % 4))
  }
  const swelling = samples.map((sample, i) => sample * (0.5 + i / 3000))
  const plane = new PeakPlane()
  let peak = 0
  for (let at = 0; at < swelling.length; at += 700) {
    const block = swelling.subarray(at, at + 700)
    peak = plane.take(block, 0, 1, block.length, peak, true)
    plane.close(block.length)
  }
  expect(peak).toBeCloseTo(everyPeak(swelling), 9)
})

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
