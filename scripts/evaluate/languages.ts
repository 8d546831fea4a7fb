// Does a query in another language find what its English twin finds? Writes docs/languages.md.
// usage: npm run evaluate:languages -- DATA [--tune LANGUAGE]     (DATA: the data folder of a library of real music)
//
// The queries were written before any glossary. The even ones may be looked at (--tune prints them, one by one, and
// writes nothing); the figure comes from the odd ones, of which only the mean is ever printed.
import { readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import type { GlossaryLanguage } from '../../src-main/contract/glossary.ts'
import { prepare } from '../../src-main/core/search/answer/question.ts'
import { CloseLook, scoreRows } from '../../src-main/core/search/answer/score.ts'
import { readEntries } from '../../src-main/core/search/glossary/entries.ts'
import { languages } from '../../src-main/core/search/glossary/languages/index.ts'
import { openSearcher } from '../../src-main/core/search/open-searcher.ts'
import { OwnTower } from '../../src-main/core/search/own-tower.ts'
import { PhraseVectors } from '../../src-main/core/search/scoring/phrase-vectors.ts'
import { languagesPage, type LanguageRow } from './languages-page.ts'
import { interval, mean, rankCorrelation } from './measure.ts'

const root = resolve(import.meta.dirname, '../..')
const { values, positionals } = parseArgs({ options: { tune: { type: 'string' } }, allowPositionals: true })
const [data] = positionals
if (!data) {
  console.error('usage: npm run evaluate:languages -- DATA [--tune LANGUAGE]')
  process.exit(2)
}

const glossariesFolder = join(root, 'resources/glossaries')
const tower = new OwnTower()
const { library, phrases } = await openSearcher(
  { dataFolder: resolve(data), modelsFolder: join(root, 'models'), glossariesFolder },
  tower
)
const untranslated = new PhraseVectors(tower, library.model.profile.prompts)
const queries = JSON.parse(
  readFileSync(join(import.meta.dirname, 'language-queries.json'), 'utf8')
) as Record<GlossaryLanguage, [typed: string, english: string][]>

/** Below every score: of what a filter leaves out, since words such as "instrumental" are one. */
const leftOut = -10

/** The score of every track, as the search gives it before titles have their say. */
async function scoresOf(text: string, vectors: PhraseVectors): Promise<number[]> {
  const [asked] = (await prepare(library, vectors, text, [])).alternatives
  const { rows, scores } = scoreRows(library, asked!)
  const look = new CloseLook(library, asked!.wanted)
  const all = new Array<number>(library.index.count).fill(leftOut)
  scores.forEach((score, i) => (all[rows[i]!] = look.at(rows[i]!, score).score))
  return all
}

const remembered = new Map<string, number[]>()
async function englishScores(text: string): Promise<number[]> {
  const known = remembered.get(text) ?? (await scoresOf(text, untranslated))
  remembered.set(text, known)
  return known
}

const isFlat = (scores: readonly number[]): boolean => scores.every(score => score === scores[0])

/** Rank correlation; where a question tells no tracks apart, whether both do so. */
function agreement(a: readonly number[], b: readonly number[]): number {
  if (isFlat(a) || isFlat(b)) return Number(isFlat(a) && isFlat(b))
  return rankCorrelation(a, b)
}

async function correlations(
  pairs: readonly (readonly [string, string])[],
  vectors: PhraseVectors
): Promise<number[]> {
  const found: number[] = []
  for (const [typed, english] of pairs) {
    found.push(agreement(await scoresOf(typed, vectors), await englishScores(english)))
  }
  return found
}

const half = <T>(all: readonly T[], odd: 0 | 1): T[] => all.filter((_, i) => i % 2 === odd)

try {
  if (values.tune !== undefined) {
    const pairs = half(queries[values.tune as GlossaryLanguage], 0)
    const each = await correlations(pairs, phrases)
    const rows = pairs.map(([typed, english], i) => ({ typed, english, rho: each[i]! }))
    for (const { typed, english, rho } of rows.sort((a, b) => a.rho - b.rho)) {
      const understood = phrases.glossaries?.toEnglish(typed)?.english ?? '(as it is)'
      console.log(`${rho.toFixed(2)}  ${typed} → ${understood} | ${english}`)
    }
    console.log(`mean ${mean(each).toFixed(3)}`)
  } else {
    const rows: LanguageRow[] = []
    for (const { code, file } of languages) {
      const figure = half(queries[code], 1)
      const each = await correlations(figure, phrases)
      rows.push({
        code,
        terms: readEntries(join(glossariesFolder, `${file}.tsv`)).length,
        mean: mean(each),
        interval: interval(each),
        alike: each.filter(rho => rho >= 0.8).length / each.length,
        tuned: mean(await correlations(half(queries[code], 0), phrases)),
        untranslated: mean(await correlations(figure, untranslated))
      })
      console.error(`${code} ${rows.at(-1)!.mean.toFixed(3)}`)
    }
    const model = `${library.model.name} ${library.model.version}`
    const page = languagesPage(rows, library.index.count, model)
    writeFileSync(join(root, 'docs/languages.md'), page)
    console.log(page)
  }
} finally {
  library.db.close()
  await tower.close()
}
