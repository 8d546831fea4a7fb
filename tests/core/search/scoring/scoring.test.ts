import { describe, expect, it } from 'vitest'
import { best } from '../../../../src-main/core/search/answer/select.ts'
import { combine, combineRows } from '../../../../src-main/core/search/scoring/combine.ts'
import { pool } from '../../../../src-main/core/search/scoring/pooling.ts'
import { RowStandard } from '../../../../src-main/core/search/scoring/row-standard.ts'
import { centre, dot, normalised, promptBank } from '../../../../src-main/core/search/scoring/vectors.ts'
import { VectorIndex } from '../../../../src-main/core/search/vectors/vector-index.ts'
import { WindowScorer, windowsOf } from '../../../../src-main/core/search/vectors/window-scorer.ts'

const made = (length: number, seed: number): Float32Array =>
  Float32Array.from({ length }, (_, i) => Math.sin(i * 12.9898 + seed * 78.233))

describe('the prompt bank', () => {
  it('puts the phrase into every form, also one that looks like a pattern', () => {
    expect(promptBank(['{}', '{} music'], '$& jazz')).toEqual(['$& jazz', '$& jazz music'])
  })

  it('is the centre of the directions, whatever their lengths', () => {
    const found = centre([Float32Array.of(3, 0), Float32Array.of(0, 0.5)])
    expect([...found]).toEqual([expect.closeTo(Math.SQRT1_2), expect.closeTo(Math.SQRT1_2)])
  })
})

describe('the null of a track', () => {
  const phrases = Array.from({ length: 60 }, (_, i) => normalised(made(16, i)))

  it('has its own mean, and the deviation of the library', () => {
    const index = new VectorIndex(16)
    const standard = new RowStandard(phrases)
    index.add(Uint32Array.of(1, 2), made(32, 1))
    standard.update(index, 0)
    const nulls = [0, 1].map(row => phrases.map(phrase => dot(phrase, index.vector(row))))
    const means = nulls.map(scores => scores.reduce((sum, x) => sum + x, 0) / scores.length)
    const squares = nulls.flatMap((scores, row) => scores.map(x => (x - means[row]!) ** 2))
    const deviation = Math.sqrt(squares.reduce((sum, x) => sum + x, 0) / squares.length)
    expect([...standard.mean]).toEqual(means.map(mean => expect.closeTo(mean, 5) as number))
    expect(standard.deviation).toBeCloseTo(deviation, 5)
    const scores = standard.apply(index.scan([phrases[0]!])[0]!)
    expect(scores[1]).toBeCloseTo((dot(phrases[0]!, index.vector(1)) - means[1]!) / deviation, 4)
  })

  it('follows what is added and changed', () => {
    const index = new VectorIndex(16)
    const standard = new RowStandard(phrases)
    index.add(Uint32Array.of(1, 2), made(32, 1))
    standard.update(index, 0)
    const lowest = index.add(Uint32Array.of(2, 3), made(32, 2))
    standard.update(index, lowest)
    const fresh = new RowStandard(phrases)
    fresh.update(index, 0)
    expect(standard.mean).toEqual(fresh.mean)
    expect(standard.deviation).toBe(fresh.deviation)
  })
})

describe('windows', () => {
  it('are half their mean and half the mean of the best fifth', () => {
    const pooling = { mean: 0.5, top: 0.5, topShare: 0.2 }
    expect(pool(Float32Array.of(1, 2, 3, 4, 10, 6, 7, 8, 9, 5), pooling)).toBeCloseTo(
      0.5 * 5.5 + 0.5 * 9.5,
      5
    )
    expect(pool(Float32Array.of(3), pooling)).toBeCloseTo(3, 5)
    expect(pool(Float32Array.of(1, 2, 6), pooling)).toBeCloseTo(0.5 * 3 + 0.5 * 6, 5)
  })

  it('score as their directions do, to the precision of int8', () => {
    const directions = [normalised(made(128, 1)), normalised(made(128, 2))]
    const stored = new Int8Array(256)
    directions.forEach((vector, i) => {
      const largest = Math.max(...vector.map(Math.abs))
      stored.set(
        vector.map(x => Math.round((x * 127) / largest)),
        i * 128
      )
    })
    const query = normalised(made(128, 7))
    const scorer = new WindowScorer(128)
    scorer.use([query, directions[0]!])
    const [first, second] = scorer.score(windowsOf(stored, Float32Array.of(0, 10)))
    expect(first![0]).toBeCloseTo(dot(query, directions[0]!), 2)
    expect(first![1]).toBeCloseTo(dot(query, directions[1]!), 2)
    expect(second![0]).toBeCloseTo(1, 3)

    // As many as there are terms, in one pass.
    const many = Array.from({ length: 2300 }, (_, seed) => normalised(made(128, seed + 10)))
    const wide = new WindowScorer(128, many.length)
    wide.use(many)
    const scores = wide.score(windowsOf(stored, Float32Array.of(0, 10)))
    expect(scores).toHaveLength(2300)
    for (const at of [0, 31, 32, 2299]) {
      const alone = new WindowScorer(128)
      alone.use([many[at]!])
      expect(scores[at]).toEqual(alone.score(windowsOf(stored, Float32Array.of(0, 10)))[0])
    }
    expect(() => scorer.use(many)).toThrow(RangeError)
  })
})

describe('putting parts together', () => {
  it.each([
    [[2, 4], [], 3],
    [[2], [1], 2 - 0.35],
    [[2], [1, 3], 2 - 0.35 * 3],
    [[2], [-5], 2],
    [[], [2], -2],
    [[], [-2, 1], -1],
    [[], [], 0]
  ])('%j without %j', (positive, negative, expected) => {
    expect(combine({ positive, negative }, 0.35)).toBeCloseTo(expected, 6)
    const rows = (values: number[]): Float32Array[] => values.map(value => Float32Array.of(value, value))
    const combined = combineRows({ positive: rows(positive), negative: rows(negative) }, 0.35, 2)
    expect(combined[1]).toBeCloseTo(expected, 5)
  })
})

describe('the best rows', () => {
  it('come in order, ties by row, what is filtered out never', () => {
    const scores = Float32Array.of(1, 5, -Infinity, 5, 3, 0)
    expect(best(scores, 3)).toEqual([1, 3, 4])
    expect(best(scores, 100)).toEqual([1, 3, 4, 0, 5])
    expect(best(scores, 0)).toEqual([])
  })

  it('are those of a full sort', () => {
    const scores = made(5000, 3)
    const sorted = [...scores.keys()].sort((a, b) => scores[b]! - scores[a]! || a - b)
    expect(best(scores, 137)).toEqual(sorted.slice(0, 137))
  })
})
