import { expect, it } from 'vitest'
import { countFrom } from '../../../../src-main/core/search/answer/first-look.ts'
import { prepare } from '../../../../src-main/core/search/answer/question.ts'
import { nullOf, scoreRows } from '../../../../src-main/core/search/answer/score.ts'
import { best } from '../../../../src-main/core/search/answer/select.ts'
import { combine } from '../../../../src-main/core/search/scoring/combine.ts'
import { dot } from '../../../../src-main/core/search/scoring/vectors.ts'
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
      const scores = scoreRows(library, one!, lift)
      for (let row = 0; row < index.count; row++) {
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
        const expected = one!.passing.has(index.ids[row]!) ? (plain - mean) / deviation : -Infinity
        if (expected === -Infinity) expect(scores[row]).toBe(expected)
        else expect(Math.abs(scores[row]! - expected)).toBeLessThan(0.05)
      }
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
  expect(countFrom(scores, 2)).toBe(4)
})
