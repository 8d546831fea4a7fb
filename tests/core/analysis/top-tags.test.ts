import { expect, it } from 'vitest'
import { topTags } from '../../../src-main/core/analysis/top-tags.ts'

it('names each tag once, with its higher score, best first', () => {
  const names = ['metal', 'piano', 'rock', 'metal', 'metal']
  expect(topTags(names, Float32Array.of(1.5, -1, 2, 3, 0.5))).toEqual([
    { tag: 'metal', score: 3 },
    { tag: 'rock', score: 2 },
    { tag: 'piano', score: -1 }
  ])
})

it('keeps the best twelve', () => {
  const names = Array.from({ length: 30 }, (_, at) => `tag ${at}`)
  const analysed = topTags(
    names,
    names.map((_, at) => at)
  )
  expect(analysed).toHaveLength(12)
  expect(analysed[0]).toEqual({ tag: 'tag 29', score: 29 })
})

it('leaves out what has no word', () => {
  expect(topTags(['', 'piano'], [9, 1])).toEqual([{ tag: 'piano', score: 1 }])
})

it('leaves out names without a score', () => {
  expect(topTags(['a', 'b'], [0.5])).toEqual([{ tag: 'a', score: 0.5 }])
})
