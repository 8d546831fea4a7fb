import { expect, it } from 'vitest'
import { Glossaries } from '../../../../src-main/core/search/glossary/glossaries.ts'
import { parseQuery } from '../../../../src-main/core/search/query/parse.ts'
import { resolve } from 'node:path'

const glossaries = new Glossaries(resolve(import.meta.dirname, '../../../../resources/glossaries'))
const parts = (text: string, kept: string[] = []) =>
  parseQuery(text, 0, glossaries, { kept }).parts.map(({ text: typed, understoodAs }) => [
    typed,
    understoodAs
  ])
const en = (english: string) => ({ language: 'en', english })

it('hears a misspelt phrase as what was meant, and keeps what was typed', () => {
  expect(parts('melancolic pianno')).toEqual([['melancolic pianno', en('melancholic piano')]])
  expect(parts('Sad pianno without drumms')).toEqual([
    ['Sad pianno', en('Sad piano')],
    ['without drumms', en('drums')]
  ])
  // Only the part that has a slip says so.
  expect(parts('sad piano without drumms')).toEqual([
    ['sad piano', undefined],
    ['without drumms', en('drums')]
  ])
  const words = parseQuery('melancolic pianno', 0, glossaries).alternatives.map(one => one.words)
  expect(words).toEqual(['melancolic pianno'])
})

it('leaves words as they are in quotes, where they are to stay, and in other languages', () => {
  expect(parts('"sad voilin"')).toEqual([['"sad voilin"', undefined]])
  expect(parts('sad voilin', ['sad voilin'])).toEqual([['sad voilin', undefined]])
  expect(parts('ruhige Klaviermusik')).toEqual([
    ['ruhige Klaviermusik', { language: 'de', english: 'calm piano music' }]
  ])
  expect(parts('dentel apointment')).toEqual([['dentel apointment', undefined]])
})
