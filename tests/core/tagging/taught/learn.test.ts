import { describe, expect, it } from 'vitest'
import { fitLogistic, sigmoid } from '../../../../src-main/core/tagging/taught/logistic.ts'
import { learn, poolTrack } from '../../../../src-main/core/tagging/taught/learn.ts'
import type { Example, Lesson } from '../../../../src-main/core/tagging/taught/learn.ts'
import { areaUnder, calibrate, wilsonLower } from '../../../../src-main/core/tagging/taught/reliability.ts'
import { tracksToAsk } from '../../../../src-main/core/tagging/taught/ask.ts'

let state = 1
const random = (): number => (state = (state * 48271) % 2147483647) / 2147483647 - 0.5
const size = 8
const noise = (): Float32Array => Float32Array.from({ length: size }, random)
/** Two windows; what the tag is about lies on the first axis. */
function example(id: number, fits: boolean, group = `g${id}`): Example {
  const windows = Float32Array.from([...noise(), ...noise()])
  for (const at of [0, size]) windows[at]! += fits ? 1.2 : -0.2
  return { id, group, windows }
}
const many = (count: number, fits: boolean, from = 0): Example[] =>
  Array.from({ length: count }, (_, i) => example(from + i, fits))
const lesson = (yes: Example[], no: Example[]): Lesson => ({
  yes,
  no,
  drawn: Array.from({ length: 60 }, noise),
  text: new Float32Array(size),
  pooling: { mean: 0.5, top: 0.5, topShare: 0.2 }
})

it('fits what plain gradient descent finds', () => {
  const features = Float32Array.from({ length: 40 * 3 }, random)
  const targets = Float32Array.from({ length: 40 }, (_, i) => (features[i * 3]! + random() > 0 ? 1 : 0))
  const weights = Float32Array.from({ length: 40 }, () => 0.5 + random() / 2)
  const centre = Float64Array.of(0.5, 0, -0.5)
  const found = fitLogistic({ features, targets, weights }, centre, 0.3)
  const slow = { weights: new Float64Array(3), bias: 0 }
  for (let round = 0; round < 20_000; round++) {
    const gradient = slow.weights.map((w, i) => 0.3 * (w - centre[i]!))
    let offset = 0
    for (let row = 0; row < 40; row++) {
      let logit = slow.bias
      for (let i = 0; i < 3; i++) logit += slow.weights[i]! * features[row * 3 + i]!
      const slope = weights[row]! * (sigmoid(logit) - targets[row]!)
      for (let i = 0; i < 3; i++) gradient[i]! += slope * features[row * 3 + i]!
      offset += slope
    }
    for (let i = 0; i < 3; i++) slow.weights[i]! -= 0.05 * gradient[i]!
    slow.bias -= 0.05 * offset
  }
  for (let i = 0; i < 3; i++) expect(found.weights[i]).toBeCloseTo(slow.weights[i]!, 2)
  expect(found.bias).toBeCloseTo(slow.bias, 2)
})

describe('learning', () => {
  it('finds what the examples share, the same each time', () => {
    const taught = lesson(many(8, true), many(8, false, 100))
    const learnt = learn(taught)
    expect(learnt.auc).toBeGreaterThan(0.9)
    expect(learn(taught)).toEqual(learnt)
    const score = (fits: boolean): number[] =>
      many(20, fits, 1000).map(one => poolTrack(learnt.probe, one.windows, taught.pooling))
    expect(areaUnder(score(true), score(false))).toBeGreaterThan(0.9)
  })

  it('says nothing of itself before three examples, nor with all of them from one album', () => {
    expect(learn(lesson(many(2, true), []))).toMatchObject({ auc: null, line: null, precision: null })
    const album = [1, 2, 3, 4].map(id => example(id, true, 'one album'))
    expect(learn(lesson(album, []))).toMatchObject({ auc: null, line: null })
  })

  it('is no better than chance where the examples share nothing', () => {
    const aucs = Array.from(
      { length: 10 },
      (_, i) => learn(lesson(many(8, false, i * 50), many(8, false, i * 50 + 20))).auc!
    )
    const middle = aucs.reduce((a, b) => a + b) / aucs.length
    expect(middle).toBeGreaterThan(0.25)
    expect(middle).toBeLessThan(0.75)
  })

  it('does not test a probe on albums it has learnt from', () => {
    // Each album has a sound of its own and nothing else: only who has heard the album could know it.
    const of = (album: number, id: number): Example => {
      const windows = new Float32Array(size).map(() => random() / 100)
      windows[album]! += 1
      return { id, group: `album ${album}`, windows }
    }
    const yes = [0, 1, 2, 3].flatMap(album => [0, 1, 2].map(i => of(album, album * 10 + i)))
    const no = [4, 5, 6, 7].flatMap(album => [0, 1, 2].map(i => of(album, album * 10 + i)))
    const parted = learn({ ...lesson(yes, no), drawn: [] }).auc!
    const own = (one: Example): Example => ({ ...one, group: `track ${one.id}` })
    const leaky = learn({ ...lesson(yes.map(own), no.map(own)), drawn: [] }).auc!
    expect(leaky).toBeGreaterThan(0.95)
    expect(parted).toBeLessThan(0.7)
  })

  it('goes by the words alone while there is no example', () => {
    const text = new Float32Array(size)
    text[2] = 1
    const { probe } = learn({ ...lesson([], []), text })
    expect(probe.weights[2]).toBeGreaterThan(0)
    expect([...probe.weights].filter(x => x !== 0)).toHaveLength(1)
  })
})

describe('reliability', () => {
  it('counts ties half, and needs both sides', () => {
    expect(areaUnder([1, 2], [1, 0])).toBe(0.875)
    expect(areaUnder([], [1])).toBeNull()
  })
  it('has the lower end of Wilson', () => {
    expect(wilsonLower(0, 0)).toBe(0)
    expect(wilsonLower(10, 10)).toBeCloseTo(0.787, 2)
    expect(wilsonLower(5, 10)).toBeCloseTo(0.269, 2)
  })
  it('gives even odds in the middle, rises with the score, and never turns round', () => {
    const { slope, offset } = calibrate([2, 3, 4, 1], [0, -1, 1.5, 0])
    expect(slope).toBeGreaterThan(0)
    expect(sigmoid(slope * 4 + offset)).toBeGreaterThan(0.7)
    expect(sigmoid(slope * -1 + offset)).toBeLessThan(0.3)
    expect(calibrate([-1, -2], [3, 4]).slope).toBeGreaterThan(0)
  })
})

describe('asking', () => {
  const at = (angle: number): Float32Array => Float32Array.of(Math.cos(angle), Math.sin(angle), 0)
  it('never asks about two of an album, near duplicates, or what sounds like a marked one', () => {
    const ids = tracksToAsk(
      [
        { id: 1, album: 'a', margin: 0, vector: at(0) },
        { id: 2, album: 'a', margin: 0.1, vector: at(1) },
        { id: 3, album: null, margin: 0, vector: at(2) },
        { id: 4, album: null, margin: 0, vector: at(2.01) },
        { id: 5, album: null, margin: 0, vector: at(4) }
      ],
      [at(4.01)],
      [at(0), at(1), at(2)]
    )
    expect(ids).toHaveLength(2)
    expect(ids.filter(id => id <= 2)).toHaveLength(1)
    expect(ids.filter(id => id === 3 || id === 4)).toHaveLength(1)
  })
})
