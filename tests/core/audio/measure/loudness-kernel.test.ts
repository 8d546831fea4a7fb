import { describe, expect, it } from 'vitest'
import { LoudnessKernel, mostFrames } from '../../../../src-main/core/audio/measure/loudness-kernel.ts'
import { kWeighting } from '../../../../src-main/core/audio/measure/k-weighting.ts'
import { peakReach, peakRows } from '../../../../src-main/core/audio/measure/true-peak.ts'
import { LoudnessMeter } from '../../../../src-main/core/audio/measure/loudness.ts'

/** Between -1 and 1, after a seed. */
function noise(length: number, seed: number): Float32Array {
  let state = seed
  return Float32Array.from({ length }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 31 - 1
  })
}

const sine = (length: number, step: number): Float32Array =>
  Float32Array.from({ length }, (_, i) => 0.7 * Math.sin(step * i))

/** Energy after both filters, sample by sample. */
function weightedEnergy(samples: Float32Array, rate: number): number {
  const [b0, b1, b2, a1, a2, c1, c2] = kWeighting(rate) as [number, number, number, ...number[]]
  let [x1, x2, y1, y2, z1, z2, energy] = [0, 0, 0, 0, 0, 0, 0]
  for (const x of samples) {
    const y = b0 * x + b1 * x1 + b2 * x2 - a1! * y1 - a2! * y2
    const z = y - 2 * y1 + y2 - c1! * z1 - c2! * z2
    ;[x2, x1, y2, y1, z2, z1] = [x1, x, y1, y, z1, z]
    energy += z * z
  }
  return energy
}

/** Every place between all samples, without leaving any out. */
function everyPeak(samples: Float32Array): number {
  const padded = new Float32Array(samples.length + peakReach)
  padded.set(samples, peakReach)
  let peak = 0
  for (let i = peakReach; i < padded.length; i++) {
    peak = Math.max(peak, Math.abs(padded[i]!))
    for (const row of peakRows) {
      let here = 0
      for (let tap = 0; tap < peakReach; tap++) here += row[tap]! * padded[i - peakReach + 1 + tap]!
      peak = Math.max(peak, Math.abs(here))
    }
  }
  return peak
}

/** What the kernel says of channels of one length. */
function heard(planes: Float32Array[], rate: number): { energies: number[]; peak: number } {
  const kernel = new LoudnessKernel(rate, planes.length)
  const energies = planes.map(() => 0)
  let peak = 0
  const length = planes[0]!.length
  for (let at = 0; at < length; at += mostFrames) {
    const frames = Math.min(mostFrames, length - at)
    for (let i = 0; i < frames; i++) {
      for (const [channel, plane] of planes.entries())
        kernel.samples[i * planes.length + channel] = plane[at + i]!
    }
    peak = kernel.peak(frames, Math.max(peak, kernel.take(frames)))
    // In two parts, as the end of a tenth of a second cuts it.
    kernel.weigh(0, frames >> 1)
    kernel.weigh(frames >> 1, frames - (frames >> 1))
    for (const channel of planes.keys()) energies[channel]! += kernel.energy(channel)
    kernel.close(frames)
  }
  return { energies, peak }
}

describe('the kernel says what plain code says', () => {
  const sounds: [string, (length: number, channel: number) => Float32Array][] = [
    ['sines', (length, channel) => sine(length, 0.37 + 0.61 * channel)],
    ['noise', (length, channel) => noise(length, channel + 1)],
    [
      'clipped',
      (length, channel) => noise(length, channel + 9).map(x => Math.max(-0.5, Math.min(0.5, 3 * x)))
    ],
    [
      'soft after loud',
      (length, channel) => noise(length, channel + 5).map((x, i) => (i < 300 ? x : x * 1e-7))
    ],
    ['single samples', length => new Float32Array(length).map((_, i) => (i % 701 === 1 ? 0.9 : 0))]
  ]
  it.each(sounds)('of %s: energy to 1e-9 of it, the peak to 1e-12', (_, make) => {
    for (const length of [1, 23, 33, 2047, 2049, 5000]) {
      for (const channels of [1, 2, 3, 6]) {
        const planes = Array.from({ length: channels }, (__, channel) => make(length, channel))
        const { energies, peak } = heard(planes, 44_100)
        for (const [channel, plane] of planes.entries()) {
          const expected = weightedEnergy(plane, 44_100)
          expect(Math.abs(energies[channel]! - expected)).toBeLessThanOrEqual(1e-9 * expected)
        }
        expect(Math.abs(peak - Math.max(...planes.map(everyPeak)))).toBeLessThan(1e-12)
      }
    }
  })

  it.each([8000, 11_025, 22_050, 48_000, 96_000, 192_000])('at %s Hz', rate => {
    const planes = [noise(6000, 2), sine(6000, 0.2)]
    const { energies } = heard(planes, rate)
    for (const [channel, plane] of planes.entries()) {
      const expected = weightedEnergy(plane, rate)
      expect(Math.abs(energies[channel]! - expected)).toBeLessThanOrEqual(1e-9 * expected)
    }
  })

  it('of silence: nothing', () => {
    expect(heard([new Float32Array(5000)], 44_100)).toEqual({ energies: [0], peak: 0 })
  })
})

it.each([1, 2, 3, 4, 5, 6, 7, 8])('no true peak is passed over (%s)', seed => {
  // Smoothed to various degrees, and swelling, so that the peak keeps rising.
  const samples = noise(3000, seed)
  for (let i = 1; i < samples.length; i++) {
    samples[i] = samples[i]! * 0.2 * (seed % 4) + samples[i - 1]! * 0.2 * (4 - (seed % 4))
  }
  const swelling = samples.map((sample, i) => sample * (0.5 + i / 3000))
  expect(heard([swelling], 48_000).peak).toBeCloseTo(everyPeak(swelling), 12)
})

it.each([
  [1, [1]],
  [2, [0.5, 0.5]],
  [2, [0.75, 0.25]],
  [6, [0.2, 0.2, 0.3, 0, 0.15, 0.15]]
])('mono of %s channels is their sum by shares', (channels, shares) => {
  const frames = mostFrames + 5
  const samples = noise(frames * channels, 3)
  const mono: number[] = []
  const meter = new LoudnessMeter(48_000, channels, { shares, take: block => void mono.push(...block) })
  // Cut in the middle of samples.
  const bytes = new Uint8Array(samples.buffer)
  for (let at = 0; at < bytes.length; at += 1003) meter.pushBytes(bytes.subarray(at, at + 1003))
  meter.end()
  const expected = Float32Array.from({ length: frames }, (_, i) =>
    shares.reduce((sum, share, channel) => sum + share * samples[i * channels + channel]!, 0)
  )
  expect(Float32Array.from(mono)).toEqual(expected)
})

it('blocks of any length give the same', () => {
  const samples = noise(2 * 30_011, 4)
  const [one, other] = [60_022, 14].map(length => {
    const meter = new LoudnessMeter(44_100, 2)
    for (let at = 0; at < samples.length; at += length) meter.push(samples.subarray(at, at + length))
    return meter.end()
  })
  expect(other).toEqual(one)
})

it('a stream of less than five samples a second ends', () => {
  const meter = new LoudnessMeter(1, 1)
  meter.push(noise(100, 1))
  expect(meter.end().truePeak).toBeGreaterThan(-1)
})
