import { describe, expect, it } from 'vitest'
import { best } from '../../../../src-main/core/search/answer/select.ts'
import { combine, combineRows } from '../../../../src-main/core/search/scoring/combine.ts'
import { nullModel, nullOf } from '../../../../src-main/core/search/scoring/null-model.ts'
import { chanceExcess, pool } from '../../../../src-main/core/search/scoring/pooling.ts'
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

  it('has the mean and deviation of its scores over the phrases', () => {
    const track = made(16, 99)
    const scores = phrases.map(phrase => dot(phrase, track))
    const mean = scores.reduce((sum, x) => sum + x, 0) / scores.length
    const deviation = Math.sqrt(scores.reduce((sum, x) => sum + (x - mean) ** 2, 0) / scores.length)
    const exact = nullOf(nullModel(phrases, 1), track)
    expect(exact.mean).toBeCloseTo(mean, 5)
    expect(exact.deviation).toBeCloseTo(deviation, 4)
    expect(nullOf(nullModel(phrases), track).deviation / deviation).toBeCloseTo(1, 1)
  })

  it('needs fewer directions than dimensions', () => {
    const narrow = Array.from({ length: 40 }, (_, i) =>
      Float32Array.from(
        { length: 64 },
        (_, k) => Math.sin(i) * Math.cos(k) + Math.cos(i * 3) * Math.sin(2 * k)
      )
    )
    expect(nullModel(narrow).directions.length).toBeLessThanOrEqual(3)
  })

  it('is the same for a row of the index, and follows what is added', () => {
    const index = new VectorIndex(16)
    const standard = new RowStandard(nullModel(phrases))
    index.add(Uint32Array.of(1, 2), made(32, 1))
    standard.update(index, 0)
    const lowest = index.add(Uint32Array.of(2, 3), made(32, 2))
    standard.update(index, lowest)
    for (const row of [0, 1, 2]) {
      const expected = nullOf(standard.model, index.vector(row))
      expect(standard.mean[row]).toBeCloseTo(expected.mean, 5)
      expect(standard.deviation[row]).toBeCloseTo(expected.deviation, 5)
    }
    const scores = standard.apply(index.scan([phrases[0]!])[0]!)
    const { mean, deviation } = nullOf(standard.model, index.vector(2))
    expect(scores[2]).toBeCloseTo((dot(phrases[0]!, index.vector(2)) - mean) / deviation, 4)
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

  it('lift the best by chance, the more of them there are', () => {
    expect(chanceExcess(1, 0.2)).toBe(0)
    expect(chanceExcess(2, 0.2)).toBeCloseTo(0.589, 2)
    expect(chanceExcess(5, 0.2)).toBeCloseTo(1.18, 2)
    // The mean of the upper fifth of a normal distribution is 1.4.
    expect(chanceExcess(360, 0.2)).toBeCloseTo(1.4, 1)
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
  })

  it('know how far they lie apart', () => {
    const same = Int8Array.from({ length: 32 }, (_, i) => (i % 16) - 8)
    expect(windowsOf(same, Float32Array.of(0, 10)).spread).toBeCloseTo(0, 3)
    const opposite = same.map((x, i) => (i < 16 ? x : -x))
    expect(windowsOf(opposite, Float32Array.of(0, 10)).spread).toBeCloseTo(1, 5)
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
