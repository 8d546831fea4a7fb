import { expect, test } from 'vitest'
import { WaveformPeaks } from '../../../src-main/core/audio/waveform.ts'

function peaksOf(samples: Float32Array, block = 1000, count?: number): Uint8Array {
  const peaks = new WaveformPeaks()
  for (let at = 0; at < samples.length; at += block) peaks.add(samples.subarray(at, at + block))
  return peaks.buckets(count)
}

test('loud and quiet parts land where they are, whatever the length', () => {
  for (const seconds of [0.5, 3, 60, 1200]) {
    const samples = new Float32Array(seconds * 16_000)
    samples.fill(0.2)
    samples.fill(-0.8, samples.length / 4, samples.length / 2)
    const buckets = peaksOf(samples)
    expect(buckets.length).toBe(800)
    expect(buckets[100]).toBe(51)
    expect(buckets[300]).toBe(204)
    expect(buckets[500]).toBe(51)
    // Edges may be off by one bucket.
    expect([...buckets].filter(value => value === 204).length).toBeGreaterThanOrEqual(199)
    expect([...buckets].filter(value => value === 204).length).toBeLessThanOrEqual(202)
  }
})

test('a single click is never lost', () => {
  const samples = new Float32Array(16_000 * 300)
  samples[3_333_333] = 1
  const buckets = peaksOf(samples)
  expect(Math.max(...buckets)).toBe(255)
  expect(buckets.indexOf(255)).toBe(Math.floor((3_333_333 / samples.length) * 800))
})

test('nothing gives silence; too loud is cut off at the top', () => {
  expect(peaksOf(new Float32Array(0))).toEqual(new Uint8Array(800))
  expect(peaksOf(new Float32Array([2, -3, 4]), 1, 3)).toEqual(new Uint8Array([255, 255, 255]))
})
