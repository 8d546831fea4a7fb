import { expect, it } from 'vitest'
import { firstLook } from '../../../../src-main/core/search/answer/first-look.ts'
import { prepare } from '../../../../src-main/core/search/answer/question.ts'
import { nullOf, scoreRows } from '../../../../src-main/core/search/answer/score.ts'
import { best } from '../../../../src-main/core/search/answer/select.ts'
import { combine } from '../../../../src-main/core/search/scoring/combine.ts'
import { dot } from '../../../../src-main/core/search/scoring/vectors.ts'
import { generator } from '../../../../src-main/core/kernels/random.ts'
import { axes, MadeLibrary, profile } from '../made-library.ts'

it('scores all that is wanted as plain arithmetic does, whatever it is and however much', async () => {
  const made = new MadeLibrary()
  try {
    axes.forEach((axis, i) => made.add({ title: axis, year: 1980 + i, sounds: [axis, axes[(i * 7) % 16]!] }))
    const { library, phrases } = made.searcher
    const { index } = library
    for (const text of [
      'piano',
      'piano, sad, flute',
      'sad -drums',
      '-drums -rain',
      'like:harp, calm -metal'
    ]) {
      const { alternatives } = await prepare(library, phrases, `${text} year:>1983`, [])
      const [one] = alternatives
      const { mean, deviation } = nullOf(library, one!.wanted)
      // As if windows lay apart, of which the best are better than the mean.
      const lift = 0.1
      index.spreads.set(index.spreads.map((_, row) => (row % 4) / 4))
      const { rows, scores } = scoreRows(library, one!, lift)
      expect([...rows]).toEqual(Array.from(index.ids.keys()).filter(row => one!.passing.has(index.ids[row]!)))
      for (const [i, row] of rows.entries()) {
        const parts = one!.wanted.map(({ kind, vector, negative }) => {
          const standard = kind === 'seed' ? library.peerStandard : library.phraseStandard
          return {
            negative,
            score:
              (dot(vector, index.vector(row)) + lift * index.spreads[row]! - standard.mean[row]!) /
              standard.deviation
          }
        })
        const [positive, negative] = [false, true].map(side =>
          parts.filter(part => part.negative === side).map(({ score }) => score)
        )
        const plain = combine({ positive: positive!, negative: negative! }, profile.negativeAlpha)
        expect(Math.abs(scores[i]! - (plain - mean) / deviation)).toBeLessThan(0.05)
      }
    }
  } finally {
    made.close()
  }
})

it('says of each track the alternative that it answers best, and leaves out examples and what is filtered', async () => {
  const made = new MadeLibrary()
  try {
    axes.forEach((axis, i) => made.add({ title: axis, year: 1980 + i, sounds: [axis, axes[(i * 7) % 16]!] }))
    const { library, phrases } = made.searcher
    const { index } = library
    for (const text of [
      'piano year:>1983',
      'piano year:>1983 | sad year:<1990',
      'like:harp | -drums',
      'year:>1990'
    ]) {
      const question = await prepare(library, phrases, text, [])
      const look = await firstLook(library, question, async () => undefined)
      const expected = Array.from(index.ids, id => {
        const own = question.alternatives.map(one => {
          if (one.wanted.length === 0 || !one.passing.has(id) || question.examples.has(id)) return -Infinity
          const { rows, scores } = scoreRows(library, one, library.lift)
          return scores[rows.indexOf(index.rowOf(id)!)]!
        })
        return { score: Math.max(...own), by: Math.max(0, own.indexOf(Math.max(...own))) }
      })
      const scored = [...expected.keys()].filter(row => expected[row]!.score > -Infinity)
      expect(look.count).toBe(scored.length)
      for (const [row, { score, by }] of expected.entries()) {
        expect(look.scoreOf(row)).toBe(score)
        if (score > -Infinity) expect(look.answeredBy(row)).toBe(by)
      }
      expect(look.scoreOf(index.count)).toBe(-Infinity)
      const ordered = scored.sort((a, b) => expected[b]!.score - expected[a]!.score || a - b)
      expect(look.best(5)).toEqual(ordered.slice(0, 5))
      const least = expected[ordered[3] ?? 0]!.score
      const beside = ordered.slice(2).filter(row => expected[row]!.score >= least)
      if (least > -Infinity) expect(look.countBeside(ordered.slice(0, 2), least)).toBe(beside.length)
    }
  } finally {
    made.close()
  }
})

it('takes the highest, of equals the first, and nothing that is kept out', () => {
  const scores = Float32Array.of(1, -Infinity, 3, 3, 2, 3, -Infinity, 0)
  expect(best(scores, 2)).toEqual([2, 3])
  expect(best(scores, 4)).toEqual([2, 3, 5, 4])
  expect(best(scores, 100)).toEqual([2, 3, 5, 4, 0, 7])
  expect(best(scores, 0)).toEqual([])
})

it('takes the same of many as putting all of them in order does', () => {
  const random = generator(3)
  const shapes: ((at: number) => number)[] = [
    () => random() + random() + random(),
    // Rare heights that a sample may miss, many equals, and few that are not kept out.
    at => (at % 997 === 5 ? random() * 9 : 0),
    at => Math.floor((at * 7) % 13),
    at => (at % 640 === 3 ? random() : -Infinity)
  ]
  for (const shape of shapes) {
    const scores = Float32Array.from({ length: 20_000 }, (_, at) => shape(at))
    const all = [...scores.keys()]
      .filter(at => scores[at]! > -Infinity)
      .sort((a, b) => scores[b]! - scores[a]! || a - b)
    for (const most of [1, 40, 400, 5000, 30_000]) expect(best(scores, most)).toEqual(all.slice(0, most))
  }
})
