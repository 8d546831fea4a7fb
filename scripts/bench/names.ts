import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { openDatabase } from '../../src-main/core/database/open.ts'
import { loadRegistry } from '../../src-main/core/inference/registry.ts'
import { WordSearch } from '../../src-main/core/search/words/word-search.ts'
import { SearchClient } from '../../src-main/engine/features/search/search-client.ts'
import { workerFile } from '../../src-main/engine/workers/worker-files.ts'
import { type BenchRow, quantile } from './row.ts'
import { makeLibrary } from './made-library.ts'

const tracks = 100_000
const windows = 2
const differentWords = 60_000
const syllables =
  'ka lo mi ren sta vel dor un ish bra fen gol tam nor sul pe an er in chi thr ou bel mar'.split(' ')

/** The word of this number; a name has the first words often, and the last hardly ever. */
function wordAt(number: number): string {
  let word = number % 3 === 0 ? 's' : ''
  for (let rest = number + 1; rest > 0; rest = Math.floor(rest / syllables.length))
    word = syllables[rest % syllables.length]! + word
  return word
}
const seldom = (random: () => number): string => wordAt(Math.floor(differentWords ** random()))

/** What people type, with words of these names, and what nobody should have to wait for. */
const typed: [what: string, texts: string[]][] = [
  ['one word', [40, 400, 4000, 40_000].map(wordAt)],
  ['three words', [5, 50, 500].map(n => [n, 7 * n, 31 * n].map(wordAt).join(' '))],
  [
    'a sentence',
    [3, 30, 300].map(n => `something like ${wordAt(n)} ${wordAt(9 * n)} with ${wordAt(4 * n)} and slow piano`)
  ],
  ['letter by letter', [900, 9000].flatMap(n => beginnings(`${wordAt(n)} ${wordAt(n + 5)}`))],
  ['misspelt', [500, 5000, 50_000].map(n => slipped(wordAt(n)))],
  ['sixteen words', [2, 20].map(n => Array.from({ length: 16 }, (_, i) => wordAt(n * (i + 1))).join(' '))]
]
const unkind: [what: string, text: string][] = [
  ['20,000 letters without a space', 'ka'.repeat(10_000)],
  ['20,000 characters of words', `${wordAt(3)} slow piano `.repeat(2000).slice(0, 20_000)],
  ['10,000 quotes', '"'.repeat(10_000)],
  ['nested quotes', '"“„"piano” «slow"'.repeat(50)],
  [
    'control and bidi characters',
    '\u202Epiano\u202C \u0000\u0007slow\u200B \u2066song\u2069\uFFFE'.repeat(20)
  ],
  ['only punctuation', '?!.,;:—…()[]{}*^~'.repeat(20)],
  ['a title of signs', '!!!'],
  ['the signs of the full text', 'NEAR(a b) AND OR NOT ^title: * + -"'],
  ['half characters', '\uD83D \uDC00 slow']
]

function beginnings(text: string): string[] {
  return Array.from({ length: text.length }, (_, i) => text.slice(0, i + 1))
}

function slipped(word: string): string {
  return `${word.slice(0, 2)}${word[3] ?? ''}${word[2] ?? ''}${word.slice(4)} `
}

const shown = (values: readonly number[]): string =>
  `${quantile([...values], 0.5).toFixed(1)} ms, p95 ${quantile([...values], 0.95).toFixed(1)} ms (${values.length} queries)`

function timesOf(run: () => unknown): number {
  const started = performance.now()
  run()
  return performance.now() - started
}

/** Names in a made library: what looking for them adds to a search, and answers to what nobody means kindly. */
export async function benchNames(work: string, modelsFolder: string): Promise<BenchRow[]> {
  const dataFolder = join(work, 'names')
  mkdirSync(dataFolder, { recursive: true })
  const db = openDatabase(dataFolder)
  makeLibrary(db, loadRegistry(modelsFolder).default, tracks, windows, seldom)
  const name = `${tracks.toLocaleString('en')} tracks`
  const words = new WordSearch(db)
  const first = timesOf(() => words.match('anything', []))
  const rows: BenchRow[] = [
    {
      what: `${name}: the words of all names are read`,
      measured: `${first.toFixed(0)} ms`,
      aim: 'once, and after changes'
    }
  ]
  for (const [what, texts] of typed) {
    const all = Array.from({ length: 4 }, () => texts).flat()
    for (const text of texts) words.match(text, [])
    const measured = shown(all.map(text => timesOf(() => words.match(text, []))))
    rows.push({ what: `${name}: names alone, ${what}`, measured, aim: 'a few ms' })
  }
  db.close()
  const client = new SearchClient(workerFile('search'), { dataFolder, modelsFolder })
  await client.query({ text: 'anything', limit: 1, all: false })
  for (const [what, text] of unkind) {
    const taken: number[] = []
    for (let run = 0; run < 5; run++) {
      const started = performance.now()
      await client.query({ text, limit: 200, all: false })
      taken.push(performance.now() - started)
    }
    const measured = `${quantile(taken, 0.5).toFixed(0)} ms, first ${taken[0]!.toFixed(0)} ms`
    rows.push({ what: `${name}: ${what}`, measured, aim: '100 ms' })
  }
  await client.close()
  rmSync(dataFolder, { recursive: true, force: true })
  return rows
}
