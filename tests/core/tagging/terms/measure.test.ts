import { describe, expect, it } from 'vitest'
import {
  areaUnderCurve,
  measure,
  thresholdOf,
  wilsonLower,
  type Labelled
} from '../../../../src-main/core/tagging/terms/measure.ts'

const items = (right: number[], wrong: number[]): Labelled[] => [
  ...right.map((score, i) => ({ score, right: true, group: `r${i}` })),
  ...wrong.map((score, i) => ({ score, right: false, group: `w${i}` }))
]
const range = (count: number, from: number, step: number): number[] =>
  Array.from({ length: count }, (_, i) => from + i * step)

describe('wilsonLower', () => {
  it('agrees with published values', () => {
    expect(wilsonLower(8, 8)).toBeCloseTo(0.747, 3)
    expect(wilsonLower(81, 263, 1.96)).toBeCloseTo(0.2553, 3)
    expect(wilsonLower(0, 0)).toBe(0)
  })
})

describe('areaUnderCurve', () => {
  it('is 1 for a perfect order, 0 for the opposite, half for ties', () => {
    expect(areaUnderCurve(items([3, 4], [1, 2]))).toBe(1)
    expect(areaUnderCurve(items([1, 2], [3, 4]))).toBe(0)
    expect(areaUnderCurve(items([1, 1], [1, 1, 1]))).toBe(0.5)
    // Of a damaged row: it ends all the same.
    expect(areaUnderCurve(items([NaN, 3], [1]))).toBeGreaterThanOrEqual(0)
  })
})

describe('thresholdOf', () => {
  it('goes down as long as enough are right', () => {
    expect(thresholdOf(items(range(20, 10, 1), range(40, 0, 0.1)), 0.7)).toBe(10)
  })
  it('is null where too few stand at the top', () => {
    expect(thresholdOf(items([10, 11, 12], range(40, 0, 0.1)), 0.7)).toBeNull()
  })
})

describe('measure', () => {
  it('finds a line for a term that is told apart', () => {
    const found = measure(items(range(30, 5, 0.1), range(60, 0, 0.05)))!
    expect(found.auc).toBe(1)
    expect(found.precision).toBeGreaterThan(0.8)
    expect(found.threshold).toBeGreaterThanOrEqual(5)
    expect(found.chance).toBe(1.5)
  })
  it('gives a term that is guessed no line', () => {
    const found = measure(items(range(30, 0, 0.1), range(60, 0, 0.05)))!
    expect(found.auc).toBeCloseTo(0.5, 1)
    expect(found.threshold).toBeNull()
  })
  it('measures nothing on too few tracks', () => {
    expect(measure(items(range(9, 5, 1), range(60, 0, 0.01)))).toBeNull()
    expect(measure(items(range(10, 5, 1), range(19, 0, 0.01)))).toBeNull()
  })
  it('is not fooled by one album that stands out among several', () => {
    const oneAlbum = range(10, 9, 0.1).map(score => ({ score, right: true, group: 'loud album' }))
    const others = ['a', 'b', 'c', 'd'].flatMap(group =>
      range(3, 0, 0.3).map(score => ({ score, right: true, group }))
    )
    const wrong = range(40, 0, 0.05).map((score, i) => ({ score, right: false, group: `w${i % 8}` }))
    expect(measure([...oneAlbum, ...others, ...wrong])!.threshold).toBeNull()
  })
})
