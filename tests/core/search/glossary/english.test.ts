import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'
import { readWords } from '../../../../src-main/core/search/glossary/entries.ts'
import { Glossaries } from '../../../../src-main/core/search/glossary/glossaries.ts'

const folder = resolve(import.meta.dirname, '../../../../resources/glossaries')
const glossaries = new Glossaries(folder)
const queries = readFileSync(join(import.meta.dirname, 'english-queries.txt'), 'utf8')
  .split('\n')
  .filter(line => line !== '' && !line.startsWith('#'))

test('two hundred English queries and names are left alone', () => {
  expect(queries.length).toBeGreaterThanOrEqual(200)
  expect(queries.filter(query => glossaries.toEnglish(query) !== null)).toEqual([])
})

test('also in capitals, and with a full stop', () => {
  const changed = queries
    .flatMap(query => [query.toUpperCase(), `${query}.`])
    .filter(query => glossaries.toEnglish(query) !== null)
  expect(changed).toEqual([])
})

test('what is no language: signs, numbers, nothing', () => {
  for (const text of ['', ' ', '!!!', '1999', '...', '🎹', '-', '"'])
    expect(glossaries.toEnglish(text)).toBeNull()
})

test('a language that has no glossary stays as it is', () => {
  for (const text of ['μουσική', 'موسيقى هادئة', 'शांत संगीत', 'rauhallista musiikkia']) {
    expect(glossaries.toEnglish(text)).toBeNull()
  }
})

test('every English word of a glossary is known as English, so that what was translated is never translated again', () => {
  const english = new Set(['english.txt', 'names.txt'].flatMap(file => [...readWords(join(folder, file))]))
  for (const language of [
    'korean',
    'japanese',
    'chinese',
    'russian',
    'spanish',
    'portuguese',
    'french',
    'german',
    'italian'
  ]) {
    const lines = readFileSync(join(folder, `${language}.tsv`), 'utf8').split('\n')
    const words = lines
      .filter(line => !line.startsWith('#'))
      .flatMap(line => (line.split('\t')[1] ?? '').split(/[^a-z]+/i))
    expect(
      words.filter(
        word => word !== '' && !english.has(word.toLowerCase()) && !english.has(word.replace(/s$/, ''))
      )
    ).toEqual([])
  }
})
