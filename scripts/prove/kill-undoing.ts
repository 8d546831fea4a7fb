import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { parseArgs } from 'node:util'
import { openDatabase, type Database } from '../../src-main/core/database/open.ts'
import { generator } from '../../src-main/core/kernels/random.ts'
import { addToLibrary, liveAndDie, makeFiles, recover, type CutShort } from './kill-writing.ts'
import { openTagging, sha } from './tagging.ts'

/**
 * Kills a process that writes tags and takes them back, at random points of the taking back: after every kill each file
 * must be, byte for byte, what the journal calls it; in the end all is taken back, and every file is what it was at first.
 */

interface Figures extends CutShort {
  kills: number
  /** Writes of files, and how many of them took something back. */
  writes: number
  undone: number
  /** Files whose bytes were compared. */
  compared: number
  losses: string[]
}

async function killUndoing(
  writes: number,
  seed: number,
  onKill: (figures: Figures) => void
): Promise<Figures> {
  const work = mkdtempSync(join(tmpdir(), 'earshot-kill-undo-'))
  const dataFolder = join(work, 'data')
  const music = join(work, 'music')
  const figures: Figures = {
    kills: 0,
    writes: 0,
    undone: 0,
    cutShort: 0,
    finished: 0,
    abandoned: 0,
    compared: 0,
    losses: []
  }
  try {
    const paths = makeFiles(music, 2)
    await addToLibrary(dataFolder, music, paths)
    const originals = new Map(paths.map(path => [path, sha(path)]))
    const random = generator(seed)
    for (let round = 1; figures.writes < writes && figures.losses.length === 0;) {
      round = (await liveAndDie('keep-undoing.ts', dataFolder, round, random)) + 1
      figures.kills++
      await check(dataFolder, originals, figures)
      onKill(figures)
    }
    await takeAllBack(dataFolder, originals, figures)
    const strays = readdirSync(music).filter(name => name.startsWith('.'))
    if (strays.length > 0) figures.losses.push(`Left behind: ${strays.join(', ')}.`)
  } finally {
    rmSync(work, { recursive: true, force: true })
  }
  return figures
}

async function check(dataFolder: string, originals: Map<string, string>, figures: Figures): Promise<void> {
  const db = openDatabase(dataFolder)
  await recover(db, dataFolder, figures, figures.losses)
  const counted = db.prepare<[], { writes: number; undone: number }>(
    `SELECT count(*) AS writes, coalesce(sum(put_back IS NOT NULL), 0) AS undone FROM tag_writes WHERE state = 'done'`
  )
  Object.assign(figures, counted.get()!)
  for (const [path, original] of originals) {
    figures.compared++
    if (sha(path) !== (lastHash(db, path) ?? original)) {
      figures.losses.push(`${basename(path)} is not what the journal calls it.`)
    }
  }
  db.close()
}

/** Of the file after the last write that the journal calls done. */
function lastHash(db: Database, path: string): string | undefined {
  return db
    .prepare<[Buffer], string>(
      `SELECT lower(hex(after_hash)) FROM tag_writes JOIN tag_ways_back ON write_id = id
       WHERE path = ? AND state = 'done' ORDER BY id DESC LIMIT 1`
    )
    .pluck()
    .get(Buffer.from(path))
}

async function takeAllBack(
  dataFolder: string,
  originals: Map<string, string>,
  figures: Figures
): Promise<void> {
  const db = openDatabase(dataFolder)
  const { tagging, jobs } = openTagging(db, dataFolder)
  for (const { id, kind, changes, undone } of tagging.journal.batches()) {
    if (kind !== 'write' || changes === undone) continue
    const job = await tagging.undo({ id })
    await jobs.settled(job.id)
  }
  await tagging.close()
  db.close()
  for (const [path, original] of originals) {
    figures.compared++
    if (sha(path) !== original) figures.losses.push(`${basename(path)} is not what it was at first.`)
  }
}

const { values } = parseArgs({
  options: { writes: { type: 'string', default: '1000' }, seed: { type: 'string', default: '1' } }
})
const figures = await killUndoing(Number(values.writes), Number(values.seed), ({ kills, writes }) =>
  process.stderr.write(`\r${kills} kills, ${writes} writes `)
)
console.log(JSON.stringify(figures, null, 2))
console.log(`${figures.losses.length} losses`)
process.exitCode = figures.losses.length === 0 ? 0 : 1
