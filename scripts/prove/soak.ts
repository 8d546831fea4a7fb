import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { makeLibrary } from '../bench/made-library.ts'
import { quantile } from '../bench/row.ts'
import { openDatabase } from '../../src-main/core/database/open.ts'
import { loadRegistry } from '../../src-main/core/inference/registry.ts'
import { createEngine } from '../../src-main/engine/engine.ts'

/**
 * One engine that answers searches for long: its memory and open files in five stretches, and how long the answers took.
 * The words change all the time, so that the tower works as well. `soak.ts [--tracks 100000] [--queries 20000]`
 */
const { values } = parseArgs({
  options: { tracks: { type: 'string', default: '100000' }, queries: { type: 'string', default: '20000' } }
})
const [tracks, queries] = [Number(values.tracks), Number(values.queries)]
const stretches = 5
/** Growth between the second stretch and the last that counts as a leak. */
const mostGrowth = { memory: 100e6, files: 5 }

const modelsFolder = join(import.meta.dirname, '../../models')
const dataFolder = mkdtempSync(join(tmpdir(), 'earshot-soak-'))
const moods = 'sad|heavy|quiet|bright|slow|dark|dreamy|fast|warm|noisy'.split('|')
const things = 'piano|drums|strings|guitar|voices|synths|rain|choir|bass|trumpet'.split('|')
const filters = ['', ' year:1980..1989', ' -vocals', ' bpm:>100', ' genre:ambient', ' length:<4m']

const pick = (list: readonly string[], at: number): string => list[at % list.length]!
const textOf = (i: number): string =>
  `${pick(moods, i)} ${pick(things, Math.floor(i / 10))} ${i % 7 === 0 ? `number ${i}` : ''}${pick(filters, Math.floor(i / 3))}`
const openFiles = (): number | null =>
  process.platform === 'linux' ? readdirSync('/proc/self/fd').length : null

try {
  const db = openDatabase(dataFolder)
  makeLibrary(db, loadRegistry(modelsFolder).default, tracks, 24)
  db.close()
  const engine = await createEngine({ dataFolder, modelsFolder, analyseAfterScan: false })
  await engine.call('search.query', { text: 'piano' })
  const marks: { memory: number; files: number | null }[] = []
  const times: number[] = []
  let failed = 0
  for (let i = 0; i < queries; i++) {
    const began = performance.now()
    await engine.call('search.query', { text: textOf(i) }).catch(() => failed++)
    times.push(performance.now() - began)
    if ((i + 1) % Math.ceil(queries / stretches) !== 0 && i + 1 !== queries) continue
    const mark = { memory: process.memoryUsage.rss(), files: openFiles() }
    marks.push(mark)
    console.log(`  ${i + 1} searches: ${Math.round(mark.memory / 1e6)} MB, ${mark.files ?? '?'} open files`)
  }
  await engine.close()
  const [p50, p95, p99] = [0.5, 0.95, 0.99].map(p => quantile(times, p).toFixed(1))
  console.log(
    `${queries} searches over ${tracks} tracks: p50 ${p50} ms, p95 ${p95} ms, p99 ${p99} ms, ${failed} failed`
  )
  const [early, late] = [marks[1] ?? marks[0]!, marks.at(-1)!]
  const losses =
    failed +
    Number(late.memory - early.memory > mostGrowth.memory) +
    Number((late.files ?? 0) - (early.files ?? 0) > mostGrowth.files)
  console.log(`${losses} losses`)
  process.exitCode = losses === 0 ? 0 : 1
} finally {
  rmSync(dataFolder, { recursive: true, force: true })
}
