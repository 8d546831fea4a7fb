import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Names } from '../../../../../src-main/core/search/query/plain/names.ts'
import { parseQuery } from '../../../../../src-main/core/search/query/parse.ts'

/** The tables of sentences and what is made of them; the evaluation reads them, too. */

const now = new Date(2026, 5, 15, 12).getTime()
const artists = ['johann sebastian bach', 'queen', 'live', 'nirvana', 'the beatles', 'massive attack']
const others = ['rain', 'teardrop', 'teardrop by massive attack', 'under 3 minutes']
const plain = (text: string): string => text.trim().toLowerCase()

/** A library of few names, as the tables tell it. */
const names: Names = {
  isName: text => [...artists, ...others].includes(plain(text)),
  isArtist: text => artists.includes(plain(text)),
  hasWord: word => [...artists, ...others].some(name => name.split(' ').includes(plain(word))),
  examples: text => {
    const asked = plain(text)
    if (asked === 'rain') return null
    const known = [...artists, ...others].some(one => one === asked) || asked === 'bach'
    return known ? { ids: [1, 2], names: [text] } : null
  }
}

const linesOf = (file: string): string[] =>
  readFileSync(join(import.meta.dirname, file), 'utf8')
    .split('\n')
    .filter(line => line.trim() !== '' && !line.startsWith('#'))

const withReadings = (file: string): (readonly [string, string])[] =>
  linesOf(file).map(line => {
    const [sentence, reading] = line.split(' => ')
    return [sentence!, reading!] as const
  })

/** Each sentence with its right reading; "plain" where nothing is to be read. */
export const sentences: readonly (readonly [string, string])[] = withReadings('sentences.txt')

/** The same in words that the reader was not written with. */
export const freshSentences: readonly (readonly [string, string])[] = withReadings('fresh-sentences.txt')

/** Whether a sentence is read as the table has it. */
export const isRight = (sentence: string, reading: string): boolean =>
  reading === 'plain' ? takenFrom(sentence).length === 0 : readingOf(sentence) === inOrder(reading)

/** Sentences that are no filters. */
export const plainWords: readonly string[] = linesOf('plain-words.txt')

/** What a sentence is read as, in the manner of the table, in no order. */
export function readingOf(sentence: string): string {
  const { parts, alternatives } = parseQuery(sentence, now, null, { names })
  const [one] = alternatives
  const read = parts.flatMap(part =>
    part.kind === 'filter' || part.kind === 'like' ? [part.readAs ?? '?'] : []
  )
  const towards = one!.positive.map(({ text }) => text)
  const away = one!.negative.map(({ text }) => `minus ${text}`)
  return inOrder([...read, ...towards, ...away].join(' ; '))
}

/** A reading of the table, as `readingOf` gives one. */
export const inOrder = (reading: string): string => reading.split(' ; ').sort().join(' ; ')

/** What of a sentence was read as anything but a sound. */
export function takenFrom(sentence: string): string[] {
  const { parts } = parseQuery(sentence, now, null, { names })
  return parts.flatMap(({ readAs }) => (readAs === undefined ? [] : [readAs]))
}
