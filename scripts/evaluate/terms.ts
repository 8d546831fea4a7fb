// How far can each term be trusted? Writes core/tagging/terms/measured.json and docs/tagging-evaluation.md.
// usage: npm run evaluate:terms -- MUSIC [RENDERS] [--data FOLDER]
//
// MUSIC: a folder filled by scripts/corpora.mjs. RENDERS: single General MIDI instruments named PROGRAM-….wav, in a
// soundfont that training did not use (made by models/training). --data keeps the analysis for the next run.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { tagShare } from '../../src-main/core/tagging/suggest/term-scores.ts'
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
import { openSet, type TermLabels } from './term-sets.ts'

const root = resolve(import.meta.dirname, '../..')
const models = join(root, 'models')
const { values, positionals } = parseArgs({ options: { data: { type: 'string' } }, allowPositionals: true })
const [music, renders] = positionals
if (!music) {
  console.error('usage: npm run evaluate:terms -- MUSIC [RENDERS] [--data FOLDER]')
  process.exit(2)
}
const kept = values.data ? resolve(values.data) : null
const work = kept ?? mkdtempSync(join(tmpdir(), 'earshot-terms-'))

/** Shorter files are effects, not music. */
const shortestMusic = 30
const shares = [0, 0.25, 0.5, 0.75, 1]

async function analysed(folder: string, name: string): Promise<string> {
  const dataFolder = join(work, name)
  const engine = await createEngine({ dataFolder, modelsFolder: models })
  await engine.call('library.addFolders', { paths: [resolve(folder)] })
  const jobs = await finished(engine, job => console.error(`${job.kind} ${job.done}/${job.total ?? '?'}`))
  await engine.close()
  // Half a library would be measured as if it were whole.
  const broken = jobs.find(job => job.state !== 'done')
  if (broken)
    throw new Error(`${broken.kind} of ${folder} ended early: ${broken.error?.message ?? broken.state}`)
  return dataFolder
}

const itemsOf = (labels: TermLabels, at: number, scores: Map<number, Float32Array>): Labelled[] =>
  [...labels.right, ...labels.wrong].flatMap(id => {
    const one = scores.get(id)
    return one ? [{ score: one[at]!, right: labels.right.has(id), group: String(id) }] : []
  })

const rounded = (value: number): number => Math.round(value * 1000) / 1000

try {
  const terms: Record<string, Measurement> = {}
  const rows: Row[] = []
  const byShare: number[][] = shares.map(() => [])
  const usual: Record<string, [number, number]> = {}
  let musicScores: Map<number, Float32Array> | null = null
  let tracks = { music: 0, renders: 0 }
  for (const [kind, folder, seconds] of [
    ['music', music, shortestMusic],
    ['renders', renders, 0]
  ] as const) {
    if (folder === undefined) continue
    const set = await openSet(await analysed(folder, kind), models, kind, seconds)
    const raw = set.scored(tagShare)
    tracks = { ...tracks, [kind]: raw.size }
    if (kind === 'music') {
      set.keys.forEach((key, at) => {
        const all = [...raw.values()].map(scores => scores[at]!)
        const middle = mean(all)
        const deviation = Math.sqrt(mean(all.map(score => (score - middle) ** 2)))
        usual[key] = [rounded(middle), rounded(deviation)]
      })
    }
    const standard = (scores: Map<number, Float32Array>): Map<number, Float32Array> =>
      new Map(
        [...scores].map(([id, one]) => [
          id,
          one.map((score, at) => (score - usual[set.keys[at]!]![0]) / usual[set.keys[at]!]![1])
        ])
      )
    const scores = standard(raw)
    if (kind === 'music') musicScores = scores
    const scoredBy = shares.map(share => set.scored(share))
    for (const labels of set.labels) {
      const at = set.keys.indexOf(labels.term)
      const items = itemsOf(labels, at, scores)
      const least = { right: kind === 'music' ? 8 : 6, wrong: 20 }
      const measurement = measure(items, undefined, least)
      const aucs = scoredBy.map(one => areaUnderCurve(itemsOf(labels, at, one)))
      if (new Set(aucs.map(auc => auc.toFixed(6))).size > 1) aucs.forEach((auc, i) => byShare[i]!.push(auc))
      const others = [...musicScores!.values()].map(one => one[at]!)
      const line = measurement?.threshold ?? null
      const above = line === null ? 0 : others.filter(score => score >= line).length / others.length
      rows.push({
        ...labels,
        right: labels.right.size,
        wrong: labels.wrong.size,
        auc: areaUnderCurve(items),
        measurement,
        above
      })
      if (!measurement) continue
      const { auc, precision, examples, threshold, chance } = measurement
      terms[labels.term] = {
        auc: rounded(auc),
        precision: precision === null ? null : rounded(precision),
        examples,
        threshold: threshold === null ? null : rounded(threshold),
        chance: rounded(chance)
      }
    }
    await set.close()
  }
  const file = join(root, 'src-main/core/tagging/terms/measured.json')
  writeFileSync(file, `${JSON.stringify({ model: 'earshot-mulan-1', usual, terms }, null, 2)}\n`)
  const mixtures = shares.map((share, i) => ({
    share,
    mean: mean(byShare[i]!),
    interval: interval(byShare[i]!)
  }))
  writeFileSync(join(root, 'docs/tagging-evaluation.md'), page(rows, mixtures, tracks, byShare[0]!.length))
} finally {
  if (!kept) rmSync(work, { recursive: true, force: true })
}
