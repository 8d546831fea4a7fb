// Which words near to those of music do people use? Writes src-main/core/search/spelling/spelling.json.
// usage: npm run evaluate:spelling-words -- DICTIONARY...     (folders of Hunspell's index.aff and index.dic, as the
// packages dictionary-en and dictionary-en-gb have them: SCOWL, MIT and BSD)
import { readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import {
  bitsBetween,
  lettersOf,
  mostBits,
  mostCost,
  slipCost
} from '../../src-main/core/search/spelling/slip-cost.ts'
import { hunspellWords } from './hunspell.ts'

const root = resolve(import.meta.dirname, '../..')
const read = (...path: string[]): string => readFileSync(join(root, ...path), 'utf8')
const folders = process.argv.slice(2)
if (folders.length === 0) {
  console.error('usage: npm run evaluate:spelling-words -- DICTIONARY...')
  process.exit(2)
}

const listed = (text: string): string[] =>
  text
    .split('\n')
    .filter(line => !line.startsWith('#'))
    .flatMap(line => line.split(/\s+/))
const isPlain = (word: string): boolean => /^[a-z]{3,24}$/.test(word)

const used = new Set([
  ...folders.flatMap(folder => hunspellWords(resolve(folder)).map(word => word.toLowerCase())),
  ...listed(read('resources/glossaries/english.txt')),
  ...listed(read('resources/glossaries/names.txt'))
])
/** What we say ourselves is spelt as it is meant, even where no dictionary has it. */
const ours = new Set(
  [
    read('models/training/earshot_training/data/lexicon/lexicon.csv'),
    read('src-main/core/tagging/terms/vocabulary.json'),
    read('src-main/core/tagging/terms/id3-genres.ts'),
    read('scripts/evaluate/styles.txt')
  ].flatMap(text => text.toLowerCase().match(/[a-z]+/g) ?? [])
)
const music = (JSON.parse(read('src-main/core/search/trust/music-words.json')) as string[]).filter(isPlain)
const isSpelt = (word: string): boolean =>
  used.has(word) ||
  ours.has(word) ||
  (word.endsWith('s') && (used.has(word.slice(0, -1)) || ours.has(word.slice(0, -1))))

const spelt = music.filter(isSpelt)
const near = spelt.map(word => ({ word, letters: lettersOf(word) }))
function isNear(word: string): boolean {
  const letters = lettersOf(word)
  const most = mostCost(word.length)
  return near.some(
    one =>
      one.word !== word &&
      Math.abs(one.word.length - word.length) <= 2 &&
      bitsBetween(one.letters, letters) <= mostBits &&
      slipCost(word, one.word, most) <= most
  )
}
const slips = music.filter(word => !isSpelt(word) && isNear(word))
const known = new Set(music)
const people = [...used].filter(word => isPlain(word) && !known.has(word) && isNear(word)).toSorted()
writeFileSync(
  join(root, 'src-main/core/search/spelling/spelling.json'),
  `${JSON.stringify({ slips: slips.join(' '), people: people.join(' ') }, null, 2)}\n`
)
console.log(`${slips.length} slips, ${people.length} words that are used`)
