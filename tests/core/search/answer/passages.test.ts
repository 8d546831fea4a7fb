import { expect, it } from 'vitest'
import type { Passage } from '../../../../src-main/contract/entities.ts'
import { placeOf } from '../../../../src-main/core/search/answer/passages.ts'

const first: Passage = { title: 'First', artist: '', start: 0, end: 60 }
const last: Passage = { title: 'Last', artist: 'Somebody', start: 60, end: null }

it('a moment lies in the passage that holds its middle', () => {
  expect(placeOf({ start: 10, end: 20 }, undefined, [first, last]).passage).toEqual(first)
  expect(placeOf({ start: 50, end: 80 }, undefined, [first, last])).toEqual({
    moment: { start: 50, end: 80 },
    passage: last
  })
  expect(placeOf({ start: 10, end: 20 }, undefined, [])).toEqual({
    moment: { start: 10, end: 20 },
    passage: null
  })
  expect(placeOf(null, undefined, [first, last])).toEqual({ moment: null, passage: null })
})

it('a passage that is called so goes before the best moment, and ends where it is known to', () => {
  const match = (passage: Passage, duration: number | null): Parameters<typeof placeOf>[1] => ({
    kind: 'exact',
    bonus: 2,
    text: passage.title,
    fields: ['passage'],
    misspelt: false,
    passage: { ...passage, trackId: 1, duration }
  })
  const best = { start: 5, end: 15 }
  expect(placeOf(best, match(first, 200), [])).toEqual({ moment: { start: 0, end: 60 }, passage: first })
  expect(placeOf(best, match(last, 200), []).moment).toEqual({ start: 60, end: 200 })
  expect(placeOf(null, match(last, null), []).moment).toEqual({ start: 60, end: 120 })
})
