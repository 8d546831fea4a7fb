import { describe, expect, test } from 'vitest'
import { designBank, Resampler } from '../../../src-main/core/audio/resample.ts'
import { samplesOf } from '../../support/audio.ts'
import { rms } from './signals.ts'

function resampled(from: number, hz: number, blockLength = 1 << 30): Float32Array {
  const input = samplesOf({ seconds: 2, hz, sampleRate: from })
  const resampler = new Resampler(from, 16_000)
  const out: number[] = []
  for (let at = 0; at < input.length; at += blockLength) {
    out.push(...resampler.push(input.subarray(at, at + blockLength)))
  }
  out.push(...resampler.flush())
  return Float32Array.from(out)
}

test.each([8000, 11_025, 22_050, 32_000, 44_100, 48_000, 88_200, 96_000, 192_000, 15_999])(
  'two seconds at %i Hz stay two seconds, and a tone stays the tone it was',
  from => {
    const out = resampled(from, 1000)
    expect(Math.abs(out.length - 32_000)).toBeLessThanOrEqual(1)
    const expected = samplesOf({ seconds: 2, hz: 1000, sampleRate: 16_000 })
    // samplesOf starts one step into the wave: shift by the difference of the two steps.
    const shift = 1 / from - 1 / 16_000
    let worst = 0
    for (let i = 1000; i < 31_000; i++) {
      const wanted = 0.5 * Math.sin(2 * Math.PI * 1000 * ((i + 1) / 16_000 + shift))
      worst = Math.max(worst, Math.abs(out[i]! - wanted))
    }
    expect(worst).toBeLessThan(1e-3)
    expect(rms(out.subarray(1000, 31_000))).toBeCloseTo(rms(expected.subarray(1000, 31_000)), 3)
  }
)

test.each([
  [44_100, 8600],
  [44_100, 12_000],
  [48_000, 9000],
  [48_000, 20_000],
  [96_000, 30_000]
])('at %i Hz a tone of %i Hz vanishes instead of folding back', (from, hz) => {
  expect(rms(resampled(from, hz).subarray(1000, 31_000))).toBeLessThan(0.3535 * 1e-4)
})

test('tones up to 7 kHz pass unchanged', () => {
  expect(rms(resampled(44_100, 7000).subarray(1000, 31_000))).toBeCloseTo(0.3535, 2)
})

test('the blocks make no difference', () => {
  expect(resampled(44_100, 777, 1013)).toEqual(resampled(44_100, 777))
})

/** Sample by sample, in plain code. */
function plainly(input: Float32Array, from: number, to: number): number[] {
  const { up, down, taps, rowLength, rows } = designBank(from, to)
  const out: number[] = []
  for (let place = 0; Math.floor(place / up) < input.length; place += down) {
    let sum = 0
    for (let tap = 0; tap < taps; tap++) {
      const sample = input[Math.floor(place / up) + tap - (taps >> 1)] ?? 0
      sum += sample * rows[(place % up) * rowLength + tap]!
    }
    out.push(sum)
  }
  return out
}

describe.each([
  [44_100, 16_000],
  [8000, 16_000],
  [48_000, 16_000],
  [44_100, 48_000],
  [192_000, 16_000],
  [22_050, 16_000]
])('from %i to %i Hz the kernel gives what plain code gives', (from, to) => {
  test.each([0, 1, 15, 4099, 9001])('of %i samples, to 1e-6', length => {
    let state = length
    const input = Float32Array.from({ length }, () => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
      return state / 2 ** 31 - 1
    })
    const resampler = new Resampler(from, to)
    const out = [...resampler.push(input), ...resampler.flush()]
    const expected = plainly(input, from, to)
    expect(out.length).toBe(expected.length)
    const worst = expected.reduce((most, value, i) => Math.max(most, Math.abs(value - out[i]!)), 0)
    expect(worst).toBeLessThan(1e-6)
  })
})

test('what is no number spoils nothing that is far from it', () => {
  const input = new Float32Array(20_000).fill(0.25)
  input[8191] = Number.NaN
  const resampler = new Resampler(44_100, 16_000)
  const out = [...resampler.push(input), ...resampler.flush()]
  const spoilt = out.flatMap((value, i) => (Number.isFinite(value) ? [] : [i]))
  expect(Math.max(...spoilt) - Math.min(...spoilt)).toBeLessThan(70)
})
