import { expect, test } from 'vitest'
import { Resampler } from '../../../src-main/core/audio/resample.ts'
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
