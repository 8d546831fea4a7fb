// Which single words do people use of music? Writes src-main/core/search/trust/music-words.json.
// usage: npm run evaluate:music-words -- MUSICCAPS     (musiccaps-public.csv, Google Research, CC BY-SA 4.0)
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { id3Genres } from '../../src-main/core/tagging/terms/id3-genres.ts'

const root = resolve(import.meta.dirname, '../..')
const at = (...path: string[]): string => join(root, ...path)
const read = (...path: string[]): string => readFileSync(at(...path), 'utf8')
const [captions] = process.argv.slice(2)
if (!captions) {
  console.error('usage: npm run evaluate:music-words -- MUSICCAPS')
  process.exit(2)
}

const word = /\p{L}[\p{L}\p{M}]*(?:['’-][\p{L}\p{M}]+)*|\d+-?bit|\d+0s/gu
const wordsOf = (text: string): string[] => text.normalize('NFKC').toLowerCase().match(word) ?? []
const withoutRemarks = (text: string): string => text.replace(/^#.*$/gm, '')

/** Words that stand in the aspect lists of at least two clips. One alone may be a slip or a name. */
function ofCaptions(text: string): string[] {
  const clips = new Map<string, number>()
  for (const [, aspects] of text.matchAll(/\[(.*?)\]/g))
    for (const one of new Set(wordsOf(aspects!.replaceAll("'", ' '))))
      clips.set(one, (clips.get(one) ?? 0) + 1)
  return [...clips].filter(([, count]) => count > 1).map(([one]) => one)
}

/** What a glossary's terms are in English. */
const englishOf = (text: string): string[] =>
  withoutRemarks(text)
    .split('\n')
    .flatMap(line => wordsOf(line.split('\t')[1] ?? ''))

const glossaries = readdirSync(at('resources/glossaries')).filter(name => name.endsWith('.tsv'))

interface Term {
  name: string
  phrases: string[]
  aliases?: string[]
}
const vocabulary = JSON.parse(read('src-main/core/tagging/terms/vocabulary.json')) as Term[]
const { default: shipped } = JSON.parse(read('models/registry.json')) as { default: string }
const { nullPhrases } = JSON.parse(read(`models/${shipped}/scoring.json`)) as { nullPhrases: string[] }
const lexicon = read('models/training/earshot_training/data/lexicon/lexicon.csv')

const all = new Set([
  ...ofCaptions(readFileSync(resolve(captions), 'utf8')),
  ...vocabulary.flatMap(({ name, phrases, aliases = [] }) =>
    wordsOf([name, ...phrases, ...aliases].join(' '))
  ),
  ...id3Genres.flatMap(wordsOf),
  ...nullPhrases.flatMap(wordsOf),
  ...glossaries.flatMap(name => englishOf(read('resources/glossaries', name))),
  ...lexicon
    .split('\n')
    .slice(1)
    .flatMap(line => wordsOf(line.split(',')[0]!)),
  ...wordsOf(withoutRemarks(read('scripts/evaluate/styles.txt')))
])
const words = [...all].filter(one => one.length > 1).toSorted()
writeFileSync(at('src-main/core/search/trust/music-words.json'), `${JSON.stringify(words, null, 2)}\n`)
console.log(`${words.length} words`)
