// How far can each term be trusted? Writes core/tagging/terms/measured.json and docs/tagging-evaluation.md.
// usage: npm run evaluate:terms -- MUSIC RENDERS ENSEMBLES SONGS [--data FOLDER [--as-heard]] [--models FOLDER]
//
// MUSIC: a folder filled by scripts/corpora.mjs. RENDERS: single General MIDI instruments named PROGRAM-….wav, in a
// soundfont that training did not use, ENSEMBLES: the same with others beside them, and index.json (both made by
// models/training). SONGS: a folder with `audio` and `labels.csv`: genre,
// artist and the share of listeners who felt each emotion. --data keeps the analysis for the next run;
// --as-heard takes what is kept there, and hears nothing.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { loadRegistry } from '../../src-main/core/inference/registry.ts'
import { feelings, feelingScores } from '../../src-main/core/tagging/terms/feelings.ts'
import { tagShare } from '../../src-main/core/tagging/suggest/term-scores.ts'
import measuredFile from '../../src-main/core/tagging/terms/measured.json' with { type: 'json' }
import {
  areaUnderCurve,
  measure,
  type Labelled,
  type Measurement
} from '../../src-main/core/tagging/terms/measure.ts'
import { createEngine } from '../../src-main/engine/engine.ts'
import { finished } from '../support/finished.ts'
import { interval, mean } from './measure.ts'
import { page, type Row } from './terms-page.ts'
import { openSet, type SetKind, type TermLabels } from './term-sets.ts'

const root = resolve(import.meta.dirname, '../..')
const { values, positionals } = parseArgs({
  options: { data: { type: 'string' }, models: { type: 'string' }, 'as-heard': { type: 'boolean' } },
  allowPositionals: true
})
const [music, renders, ensembles, songs] = positionals
if (!music || !renders || !ensembles || !songs) {
  console.error(
    'usage: npm run evaluate:terms -- MUSIC RENDERS ENSEMBLES SONGS [--data FOLDER [--as-heard]] [--models FOLDER]'
  )
  process.exit(2)
}
const models = resolve(values.models ?? join(root, 'models'))
const kept = values.data ? resolve(values.data) : null
const work = kept ?? mkdtempSync(join(tmpdir(), 'earshot-terms-'))

/** `seconds`: shorter files are effects, not music. `right`: tracks with a term that it takes to measure it. */
const sets = [
  { kind: 'music', folder: music, seconds: 30, table: null },
  { kind: 'songs', folder: join(songs, 'audio'), seconds: 0, table: join(resolve(songs), 'labels.csv') },
  { kind: 'renders', folder: renders, seconds: 0, table: null },
  { kind: 'ensembles', folder: ensembles, seconds: 0, table: join(resolve(ensembles), 'index.json') }
] as const
/** Music as people have it; the others are made for this. */
const isAtLarge = ({ kind }: { kind: SetKind }): boolean => kind === 'music' || kind === 'songs'
const least = { right: 6, wrong: 20 }
const shares = [0, 0.25, 0.5, 0.75, 1]

/** The library of one set, heard by the model at hand. */
async function heard(folder: string, name: string): Promise<string> {
  const dataFolder = join(work, name)
  if (values['as-heard']) return dataFolder
  const engine = await createEngine({ dataFolder, modelsFolder: models })
  await engine.call('library.addFolders', { paths: [resolve(folder)] })
  const tell = (job: { kind: string; done: number; total: number | null }): void =>
    console.error(`${job.kind} ${job.done}/${job.total ?? '?'}`)
  const jobs = await finished(engine, tell)
  await engine.close()
  // Half a library would be measured as if it were whole.
  const broken = jobs.find(job => job.state !== 'done')
  if (broken)
    throw new Error(`${broken.kind} of ${folder} ended early: ${broken.error?.message ?? broken.state}`)
  return dataFolder
}

interface Measured {
  kind: SetKind
  keys: string[]
  labels: TermLabels[]
  feelings: TermLabels[]
  felt: Map<number, { energy: number; valence: number }>
  /** For each of the shares, and for the one in use. */
  byShare: Map<number, Float32Array>[]
  scores: Map<number, Float32Array>
}

async function measuredSet({ kind, folder, seconds, table }: (typeof sets)[number]): Promise<Measured> {
  const set = await openSet(await heard(folder, kind), models, kind, seconds, table)
  const { keys, labels, feelings: words } = set
  const scores = { byShare: shares.map(set.scored), scores: set.scored(tagShare), felt: set.felt() }
  const found = { kind, keys, labels, feelings: words, ...scores }
  await set.close()
  return found
}

const rounded = (value: number): number => Math.round(value * 1000) / 1000

/** Mean and deviation of each term over music at large. */
function usualOf(keys: readonly string[], scores: Float32Array[]): [mean: number, deviation: number][] {
  return keys.map((_, at) => {
    const all = scores.map(one => one[at]!)
    const middle = mean(all)
    return [rounded(middle), rounded(Math.sqrt(mean(all.map(score => (score - middle) ** 2))))]
  })
}

/** Those that carry a term and those that do not, of all sets that say something of it. */
function itemsOf(term: string, of: (set: Measured) => Map<number, Float32Array>): Labelled[] {
  return all.flatMap(set =>
    set.labels
      .filter(labels => labels.term === term)
      .flatMap(({ right, wrong, groups }) =>
        [...right, ...wrong].flatMap(id => {
          const one = of(set).get(id)
          const group = groups?.get(id) ?? `${set.kind} ${id}`
          return one ? [{ score: one[set.keys.indexOf(term)]!, right: right.has(id), group }] : []
        })
      )
  )
}

/** How well energy and valence tell what listeners felt. */
function feelingRows(): Row[] {
  const labelled = all.flatMap(set => set.feelings.map(labels => ({ ...labels, felt: set.felt })))
  return labelled.flatMap(({ term, by, right, wrong, groups, felt }) => {
    const at = feelings.findIndex(word => word === term)
    const items = [...right, ...wrong].flatMap(id => {
      const one = felt.get(id)
      return one
        ? [{ score: feelingScores(one)[at]!, right: right.has(id), group: groups?.get(id) ?? String(id) }]
        : []
    })
    if (items.length === 0) return []
    const measurement = measure(items, undefined, least)
    const atLarge = all.filter(isAtLarge).flatMap(set => [...set.felt.values()])
    const line = measurement?.threshold ?? null
    const above = line === null ? 0 : mean(atLarge.map(one => Number(feelingScores(one)[at]! >= line)))
    const count = items.filter(item => item.right).length
    const auc = areaUnderCurve(items)
    return [
      {
        term: `feeling:${term}`,
        by: [by],
        right: count,
        wrong: items.length - count,
        auc,
        measurement,
        above
      }
    ]
  })
}

const written = ({ auc, precision, examples, threshold, chance }: Measurement): Measurement => ({
  auc: rounded(auc),
  precision: precision === null ? null : rounded(precision),
  examples,
  threshold: threshold === null ? null : rounded(threshold),
  chance: rounded(chance)
})

const all: Measured[] = []
try {
  for (const set of sets) all.push(await measuredSet(set))
  const { keys } = all[0]!
  const atLarge = all.filter(isAtLarge).flatMap(({ scores }) => [...scores.values()])
  const usual = usualOf(keys, atLarge)
  const terms: Record<string, Measurement> = {}
  const rows: Row[] = []
  const byShare: number[][] = shares.map(() => [])
  const named = [...new Set(all.flatMap(set => set.labels.map(({ term }) => term)))]
  for (const term of named.sort((a, b) => keys.indexOf(a) - keys.indexOf(b))) {
    const at = keys.indexOf(term)
    if (at < 0) throw new Error(`The vocabulary has no ${term}.`)
    const [middle, deviation] = usual[at]!
    const standard = (score: number): number => (score - middle) / deviation
    const items = itemsOf(term, set => set.scores).map(item => ({ ...item, score: standard(item.score) }))
    const measurement = measure(items, undefined, least)
    const aucs = shares.map((_, i) => areaUnderCurve(itemsOf(term, set => set.byShare[i]!)))
    if (new Set(aucs.map(auc => auc.toFixed(6))).size > 1) aucs.forEach((auc, i) => byShare[i]!.push(auc))
    const line = measurement?.threshold ?? null
    const above = line === null ? 0 : mean(atLarge.map(one => Number(standard(one[at]!) >= line)))
    const by = all.flatMap(set => set.labels.filter(labels => labels.term === term).map(one => one.by))
    const right = items.filter(item => item.right).length
    const auc = areaUnderCurve(items)
    rows.push({ term, by, right, wrong: items.length - right, auc, measurement, above })
    if (!measurement) continue
    terms[term] = written(measurement)
  }
  const felt = feelingRows()
  const { id, version } = loadRegistry(models).default
  const write = (name: string, content: object): void =>
    writeFileSync(join(root, 'src-main/core/tagging/terms', name), `${JSON.stringify(content, null, 2)}\n`)
  // What was measured of the pair before still counts while that one answers.
  if (measuredFile.model !== id) write('measured-before.json', measuredFile)
  write('measured.json', {
    model: id,
    usual: Object.fromEntries(keys.map((key, at) => [key, usual[at]!])),
    terms,
    feelings: Object.fromEntries(
      felt.flatMap(({ term, measurement }) =>
        measurement ? [[term.replace('feeling:', ''), written(measurement)]] : []
      )
    )
  })
  const mixtures = shares.map((share, i) => ({
    share,
    mean: mean(byShare[i]!),
    interval: interval(byShare[i]!)
  }))
  const tracks = Object.fromEntries(all.map(({ kind, scores }) => [kind, scores.size])) as Record<
    SetKind,
    number
  >
  const text = page(rows, felt, mixtures, tracks, byShare[0]!.length, `${id} ${version}`)
  writeFileSync(join(root, 'docs/tagging-evaluation.md'), text)
} finally {
  if (!kept) rmSync(work, { recursive: true, force: true })
}
