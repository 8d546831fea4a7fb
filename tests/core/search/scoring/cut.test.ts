import { describe, expect, it } from 'vitest'
import { bandOf, line } from '../../../../src-main/core/search/scoring/cut.ts'
import { nullDistribution, nullQuantile } from '../../../../src-main/core/search/scoring/null-sample.ts'
import type { NullSample } from '../../../../src-main/core/search/scoring/null-sample.ts'

/** 100 tracks x 50 phrases, each value once from -2.5 to 2.5 in steps, shuffled by a fixed stride. */
const sample: NullSample = {
  tracks: 100,
  phrases: 50,
  scores: Float32Array.from({ length: 5000 }, (_, i) => ((i * 1777) % 5000) / 1000 - 2.5),
  lift: 0
}

describe('the null of a query', () => {
  const one = nullDistribution(sample, { positive: 1, negative: 0 }, 0.35)

  it('is in standard deviations of its own', () => {
    const mean = one.sorted.reduce((sum, x) => sum + x, 0) / one.sorted.length
    const square = one.sorted.reduce((sum, x) => sum + x * x, 0) / one.sorted.length
    expect(mean).toBeCloseTo(0, 3)
    expect(square).toBeCloseTo(1, 3)
    expect(nullQuantile(one, 0.5)).toBeCloseTo(0, 1)
    // A flat distribution from -a to a has deviation a / sqrt(3).
    expect(nullQuantile(one, 0.95)).toBeCloseTo(0.9 * Math.sqrt(3), 1)
  })

  it('narrows with the number of parts, so that long queries are judged by their like', () => {
    const four = nullDistribution(sample, { positive: 4, negative: 0 }, 0.35)
    expect(four.deviation).toBeLessThan(one.deviation * 0.75)
  })

  it('sinks with a negative', () => {
    const less = nullDistribution(sample, { positive: 1, negative: 1 }, 0.35)
    expect(less.mean).toBeLessThan(one.mean)
  })

  it('is the same each time', () => {
    expect(nullDistribution(sample, { positive: 2, negative: 1 }, 0.35)).toEqual(
      nullDistribution(sample, { positive: 2, negative: 1 }, 0.35)
    )
  })

  it('falls back to the normal distribution for a library too small to sample', () => {
    const tiny = nullDistribution({ ...sample, tracks: 3 }, { positive: 1, negative: 0 }, 0.35)
    expect(nullQuantile(tiny, 0.95)).toBeGreaterThan(1.6)
  })
})

describe('the line', () => {
  const flat = nullDistribution(sample, { positive: 1, negative: 0 }, 0.35)
  const floor = nullQuantile(flat, 0.95)

  it('lies where 1 in 20 unrelated pairs would be, when nothing stands out', () => {
    const { good } = line([1, 1.2, 1.4, 1.5, 1.6, 1.7], flat)
    expect(good).toBeCloseTo(floor, 5)
  })

  it('rises to half of what the best five reach', () => {
    const scores = [8, 8, 8, 8, 8, 5, 4.1, 3.9, 2]
    const found = line(scores, flat)
    expect(found.good).toBeCloseTo(4, 5)
    expect(scores.filter(score => score >= found.good)).toHaveLength(7)
  })

  it('is not moved by one outlier alone', () => {
    expect(line([20, 2, 2, 2, 2, 2], flat).good).toBeCloseTo(0.5 * 5.6, 5)
  })

  it('lets nothing through when nothing fits', () => {
    expect([0.1, 0.3, -1].filter(score => score >= line([0.1, 0.3, -1], flat).good)).toEqual([])
  })

  it('bands a score by the two lines', () => {
    const limits = { good: 1.5, strong: 2.5 }
    expect([2.5, 2.4, 1.5, 1.4].map(score => bandOf(score, limits))).toEqual([
      'strong',
      'good',
      'good',
      'weak'
    ])
  })
})
