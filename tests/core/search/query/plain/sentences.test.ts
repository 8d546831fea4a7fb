import { expect, it } from 'vitest'
import { inOrder, plainWords, readingOf, sentences, takenFrom } from './sentences.ts'

it('has as many sentences as the readings need', () => {
  expect(sentences.length).toBeGreaterThanOrEqual(150)
  expect(plainWords.length).toBeGreaterThanOrEqual(60)
})

it.each(sentences)('%s', (sentence, reading) => expect(readingOf(sentence)).toBe(inOrder(reading)))

it.each(plainWords)('leaves "%s" as it is', sentence => expect(takenFrom(sentence)).toEqual([]))
