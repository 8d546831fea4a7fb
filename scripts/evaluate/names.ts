// Are names found beside sounds? Queries with right answers, asked of an analysed library with its real names and tags.
// usage: node scripts/evaluate/names.ts LIBRARY [SONGS LABELS] [--tuning] [--before FILE] [--json FILE]
//
// LIBRARY and SONGS are data folders: earshot --data LIBRARY scan --analyse MUSIC. LABELS: file,genre,artist and moods.
// Every other query was there to tune by: without --tuning the figures come from those that were not.
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import type { Caller } from '../../src-main/contract/bridge.ts'
import { createEngine } from '../../src-main/engine/engine.ts'
import { mean } from './measure.ts'

interface Query {
  text: string
  /** Regular expressions over the path, whatever its case: any match makes a track right. */
  right: string[]
}
interface SongQuery {
  text: string
  /** "genre:rock", or the column of a mood. */
  label: string
}
interface Row {
  kind: string
  text: string
  /** Of the first right track; 0: not among the first 1,000. */
  rank: number
  above: boolean
  precision: number
  milliseconds: number
}

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    tuning: { type: 'boolean', default: false },
    before: { type: 'string' },
    json: { type: 'string' }
  }
})
const root = resolve(import.meta.dirname, '../..')
const queries = JSON.parse(readFileSync(join(import.meta.dirname, 'names.json'), 'utf8')) as {
  names: Record<string, Query[]>
  sounds: Query[]
  songs: SongQuery[]
}
const shown = 10
/** A mood is right where it is stronger than in three of four songs. */
const upperQuarter = 0.75

/** Opens a copy, so that the library stays as it is. */
async function withLibrary(
  folder: string,
  ask: (engine: Caller, names: Map<number, string>) => Promise<void>
): Promise<void> {
  const copy = mkdtempSync(join(tmpdir(), 'earshot-names-'))
  copyFileSync(join(folder, 'earshot.db'), join(copy, 'earshot.db'))
  const engine = await createEngine({ dataFolder: copy, modelsFolder: join(root, 'models') })
  try {
    const names = new Map<number, string>()
    for (const id of (await engine.call('library.list', { sort: 'path', descending: false })).ids)
      names.set(id, (await engine.call('library.track', { id })).path)
    await engine.call('search.query', { text: 'warm up' })
    await ask(engine, names)
  } finally {
    await engine.close()
    rmSync(copy, { recursive: true, force: true })
  }
}

async function rowOf(
  engine: Caller,
  kind: string,
  text: string,
  isRight: (id: number) => boolean
): Promise<Row> {
  const started = performance.now()
  const { hits, cut } = await engine.call('search.query', { text, limit: 1000 })
  const milliseconds = performance.now() - started
  const rank = hits.findIndex(hit => isRight(hit.id)) + 1
  const right = hits.slice(0, shown).filter(hit => isRight(hit.id)).length
  return { kind, text, rank, above: rank > 0 && rank <= cut, precision: right / shown, milliseconds }
}

const isMine = (_: unknown, i: number): boolean => (i % 2 === 0) === values.tuning
const matches = ({ right }: Query, path: string): boolean =>
  right.some(one => new RegExp(one, 'i').test(path))

/** Songs that a label is right of. */
function labelled(file: string): (label: string, path: string) => boolean {
  const [head, ...lines] = readFileSync(file, 'utf8').trim().split('\n')
  const columns = head!.split(',')
  const songs = new Map(lines.map(line => [line.split(',')[0]!, line.split(',')]))
  return (label, path) => {
    const song = songs.get(basename(path))
    const [column, value] = label.split(':')
    const at = columns.indexOf(column!)
    if (value !== undefined) return song?.[at] === value
    const all = [...songs.values()].map(one => Number(one[at])).sort((a, b) => a - b)
    return Number(song?.[at]) > all[Math.floor(all.length * upperQuarter)]!
  }
}

const [library, songs, labels] = positionals
if (!library) {
  console.error(
    'usage: node scripts/evaluate/names.ts LIBRARY [SONGS LABELS] [--tuning] [--before FILE] [--json FILE]'
  )
  process.exit(2)
}
const rows: Row[] = []
await withLibrary(resolve(library), async (engine, paths) => {
  const all = { ...queries.names, sounds: queries.sounds }
  for (const [kind, list] of Object.entries(all))
    for (const query of list.filter(isMine))
      rows.push(await rowOf(engine, kind, query.text, id => matches(query, paths.get(id) ?? '')))
})
if (songs && labels) {
  const isRight = labelled(labels)
  await withLibrary(resolve(songs), async (engine, paths) => {
    for (const { text, label } of queries.songs.filter(isMine))
      rows.push(await rowOf(engine, 'songs', text, id => isRight(label, paths.get(id) ?? '')))
  })
}
const file = values.json
if (file) writeFileSync(file, JSON.stringify(rows))
const before = values.before ? (JSON.parse(readFileSync(values.before, 'utf8')) as Row[]) : []
const kinds = [...new Set(rows.map(row => row.kind))]
/** One that is not found counts as found last. */
const last = 1001
const figure = (of: readonly Row[], kind: string): string => {
  const mine = of.filter(row => row.kind === kind)
  if (mine.length === 0) return '| | | '
  const ranks = mean(mine.map(row => row.rank || last)).toFixed(1)
  const first = mine.filter(row => row.rank === 1).length
  const above = mine.filter(row => row.above).length
  return `| ${ranks} | ${first} | ${above} | ${mean(mine.map(row => row.precision)).toFixed(2)} `
}
console.log(
  '| kind | queries | mean rank before | first | above the line | precision at 10 | mean rank after | first | above the line | precision at 10 |'
)
console.log('| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |')
for (const kind of kinds)
  console.log(
    `| ${kind} | ${rows.filter(row => row.kind === kind).length} ${figure(before, kind)}${figure(rows, kind)}|`
  )
for (const row of rows.filter(one => one.rank !== 1 || values.tuning))
  console.error(
    `${row.kind}: ${row.text}: rank ${row.rank}${row.above ? '' : ', below the line'}, ${row.precision}, ${row.milliseconds.toFixed(0)} ms`
  )
