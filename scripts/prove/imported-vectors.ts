import { spawnSync } from 'node:child_process'
import { globSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { finished } from '../support/finished.ts'
import { openDatabase } from '../../src-main/core/database/open.ts'
import { analysisStatements } from '../../src-main/core/database/statements/analyses.ts'
import { modelStatements } from '../../src-main/core/database/statements/models.ts'
import { loadRegistry, type Model } from '../../src-main/core/inference/registry.ts'
import { createEngine, type Engine } from '../../src-main/engine/engine.ts'
import { writeWav } from '../../tests/support/audio.ts'

/**
 * Vectors that `python -m earshot_training embed` makes give the searches that listening here gives.
 * `imported-vectors.ts [--music FOLDER] [--archive FOLDER]`: without a folder of music made sounds are heard; without an archive
 * of it one is made, which needs EARSHOT_ARCHIVE_PYTHON, a Python with the training code and its extra `archive`.
 */
const modelsFolder = join(import.meta.dirname, '../../models')
const { values } = parseArgs({ options: { music: { type: 'string' }, archive: { type: 'string' } } })
const python = process.env['EARSHOT_ARCHIVE_PYTHON']
const phrases = [
  ...[
    'calm piano',
    'fast electronic dance',
    'distorted guitar',
    'singing voice',
    'strings',
    'a lonely low hum'
  ],
  ...['shrill beeping', 'drums', 'dark ambient drone', 'cheerful tune', 'noise', 'orchestra at full tilt']
]
/** Scores of a search may differ by so much; vectors are bytes, and may differ by one of 127. */
const scoreWithin = 0.02
const byteWithin = 1

function makeMusic(folder: string): string {
  mkdirSync(folder)
  const shapes = ['tone', 'chirp', 'noise'] as const
  for (let i = 0; i < 12; i++)
    writeWav(join(folder, `${i}.wav`), {
      seconds: 4 + 3 * i,
      hz: 110 * (i + 1),
      shape: shapes[i % 3]!,
      seed: i
    })
  return folder
}

function embed(music: string, archive: string): void {
  const source = ['--source', `folder=${music}`, '--to', archive]
  const words = ['-m', 'earshot_training', 'embed', ...source, '--model', shipped().folder]
  const { status } = spawnSync(python!, words, { stdio: ['ignore', 'ignore', 'inherit'] })
  if (status !== 0) throw new Error(`embed ended with ${status}.`)
}

const shipped = (): Model => loadRegistry(modelsFolder).default

async function openLibrary(dataFolder: string, music: string): Promise<Engine> {
  const engine = await createEngine({ dataFolder, modelsFolder, analyseAfterScan: false })
  await engine.call('library.addFolders', { paths: [music] })
  await finished(engine)
  return engine
}

/** Of each phrase the scores by track, best first; both libraries were scanned alike and number their tracks alike. */
async function searches(engine: Engine): Promise<Map<number, number>[]> {
  const found: Map<number, number>[] = []
  for (const text of phrases) {
    const { hits } = await engine.call('search.query', { text, all: true })
    found.push(new Map(hits.map(({ id, score }) => [id, score])))
  }
  return found
}

/** Largest difference of a stored byte, and of a tag score, over all tracks. */
function storedDifference(one: string, other: string): { tracks: number; bytes: number; tags: number } {
  const stored = [one, other].map(folder => {
    const db = openDatabase(folder)
    const { id, version } = shipped()
    const number = modelStatements(db).idOf(id, version)
    const analyses = analysisStatements(db)
    const records = [...analyses.analysedIds(number)].map(track => analyses.byTrack(track, number)!)
    db.close()
    return new Map(records.map(record => [Buffer.from(record.contentId).toString('hex'), record]))
  })
  let [bytes, tags] = [0, 0]
  for (const [key, record] of stored[0]!) {
    const twin = stored[1]!.get(key)
    if (twin?.vectors.length !== record.vectors.length) return { tracks: 0, bytes: Infinity, tags: Infinity }
    record.vectors.forEach((x, at) => (bytes = Math.max(bytes, Math.abs(x - twin.vectors[at]!))))
    record.tags.forEach((x, at) => (tags = Math.max(tags, Math.abs(x - twin.tags[at]!))))
  }
  return { tracks: stored[0]!.size, bytes, tags }
}

const work = mkdtempSync(join(tmpdir(), 'earshot-imported-'))
let losses = 0
try {
  if (values.archive === undefined && python === undefined) {
    console.log('vectors from another machine: skipped, EARSHOT_ARCHIVE_PYTHON names no Python')
  } else {
    const music = values.music ?? makeMusic(join(work, 'music'))
    const archive = values.archive ?? join(work, 'archive')
    if (values.archive === undefined) embed(music, archive)
    const heard = await openLibrary(join(work, 'heard'), music)
    await heard.call('analysis.start', {})
    await finished(heard)
    const taken = await openLibrary(join(work, 'taken'), music)
    const paths = globSync(join(archive, '*.parquet'))
    const report = await taken.call('models.importVectors', { paths })
    const [right, found] = [await searches(heard), await searches(taken)]
    await Promise.all([heard.close(), taken.close()])
    let [most, moved] = [0, 0]
    right.forEach((scores, at) => {
      const other = found[at]!
      if ([...scores.keys()].join('\n') !== [...other.keys()].join('\n')) moved++
      for (const [path, score] of scores)
        most = Math.max(most, Math.abs(score - (other.get(path) ?? Infinity)))
    })
    const { tracks, bytes, tags } = storedDifference(join(work, 'heard'), join(work, 'taken'))
    if (report.taken === 0 || report.taken !== tracks || bytes > byteWithin || most > scoreWithin) losses++
    console.log(
      `vectors from another machine: ${report.taken} of ${tracks} tracks taken in, ${phrases.length} searches; ` +
        `scores differ by at most ${most.toExponential(1)}, ${moved} orders differ; bytes of vectors by ${bytes} of 127, tag scores by ${tags.toExponential(1)}`
    )
  }
} finally {
  rmSync(work, { recursive: true, force: true })
}
console.log(`${losses} losses`)
process.exit(losses > 0 ? 1 : 0)
