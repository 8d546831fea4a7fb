import { expect, it } from 'vitest'
import { freshSentences, inOrder, plainWords, readingOf, sentences, takenFrom } from './sentences.ts'

it('has as many sentences as the readings need', () => {
  expect(sentences.length).toBeGreaterThanOrEqual(150)
  expect(plainWords.length).toBeGreaterThanOrEqual(60)
})

it.each([...sentences, ...freshSentences.filter(([, reading]) => reading !== 'plain')])(
  '%s',
  (sentence, reading) => expect(readingOf(sentence)).toBe(inOrder(reading))
)

it.each([
  ...plainWords,
  ...freshSentences.flatMap(([sentence, reading]) => (reading === 'plain' ? [sentence] : []))
])('leaves "%s" as it is', sentence => expect(takenFrom(sentence)).toEqual([]))
