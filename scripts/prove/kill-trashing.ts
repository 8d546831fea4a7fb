import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { parseArgs } from 'node:util'
import { openDatabase, type Database } from '../../src-main/core/database/open.ts'
import { trackStatements } from '../../src-main/core/database/statements/tracks.ts'
import { encodeOrigin } from '../../src-main/core/files/trash-info.ts'
import { generator } from '../../src-main/core/kernels/random.ts'
import { makeSong } from '../../tests/support/tag-library.ts'
import { mountDisk, unmount } from './disks.ts'
import { addToLibrary, liveAndDie, recover, type CutShort } from './kill-writing.ts'
import { sha } from './tagging.ts'

/**
 * Kills a process that puts files into the trash and takes them out again, at random points: after every kill each file
 * must be in the library or in the trash, once and whole, with a note there and only there, and the library must say so.
 */

interface Figures extends CutShort {
  kills: number
  /** Ways into the trash that were gone, and out of it. */
  moves: number
  back: number
  /** Kills that fell into a way out of it. */
  cutShortBack: number
  /** Files that were looked at after kills, and how many of them were in the trash. */
  compared: number
  inTrash: number
  damage: string[]
}

export interface TrashOptions {
  moves: number
  /** Files that go to the trash. */
  files: number
  /** Ends after so many kills, whatever was moved. */
  kills?: number
  seed: number
  onKill?: (figures: Figures) => void
}

export async function killTrashing({
  moves,
  files,
  kills = Infinity,
  seed,
  onKill
}: TrashOptions): Promise<Figures> {
  const work = mkdtempSync(join(tmpdir(), 'earshot-kill-trash-'))
  const figures: Figures = {
    kills: 0,
    moves: 0,
    back: 0,
    cutShort: 0,
    cutShortBack: 0,
    finished: 0,
    abandoned: 0,
    compared: 0,
    inTrash: 0,
    damage: []
  }
  // In memory: on a disk a kill would nearly always fall into the waiting for it.
  const disk = mountDisk(join(work, 'disk'))
  const [dataFolder, music, share] = ['data', 'music', 'share'].map(name => join(disk.path, name))
  const dataHome = process.env.XDG_DATA_HOME
  process.env.XDG_DATA_HOME = share
  try {
    mkdirSync(music!)
    const paths = Array.from({ length: files + 1 }, (_, at) =>
      makeSong(music!, `söng ${at}`, 'mp3', 200 + at * 20)
    )
    await addToLibrary(dataFolder!, music!, paths)
    const hashes = new Map(paths.map(path => [path, sha(path)]))
    const random = generator(seed)
    for (let round = 1; figures.moves < moves && figures.kills < kills && figures.damage.length === 0;) {
      round = (await liveAndDie('keep-trashing.ts', dataFolder!, round, random, { longest: 500 })) + 1
      figures.kills++
      await check(dataFolder!, join(share!, 'Trash'), hashes, figures)
      onKill?.(figures)
    }
  } finally {
    if (dataHome === undefined) delete process.env.XDG_DATA_HOME
    else process.env.XDG_DATA_HOME = dataHome
    unmount([disk])
    rmSync(work, { recursive: true, force: true })
  }
  return figures
}

async function check(
  dataFolder: string,
  trash: string,
  hashes: ReadonlyMap<string, string>,
  figures: Figures
): Promise<void> {
  const db = openDatabase(dataFolder)
  const wrong = (path: string, what: string): number => figures.damage.push(`${basename(path)} ${what}.`)
  const begun = await recover(db, dataFolder, figures, figures.damage)
  figures.cutShortBack += begun.filter(({ id }) => isBack(db, id)).length
  Object.assign(figures, counted(db))
  const shown = new Set(
    trackStatements(db)
      .byIds([...trackStatements(db).ids('path', false)])
      .map(({ path }) => path)
  )
  const found = filesIn(join(trash, 'files'))
  const notes = filesIn(join(trash, 'info')).map(path => /^Path=(.*)$/m.exec(readFileSync(path, 'utf8'))?.[1])
  for (const [path, hash] of hashes) {
    figures.compared++
    const here = filesIn(join(path, '..')).includes(path)
    const copies = found.filter(one => sha(one) === hash)
    const noted = notes.filter(note => note === encodeOrigin(path)).length
    if (!here) figures.inTrash++
    if (shown.has(path) !== here) wrong(path, `is ${here ? 'there' : 'gone'}, and the library says otherwise`)
    if (copies.length !== (here ? 0 : 1)) wrong(path, `is ${copies.length} times in the trash`)
    if (noted !== (here ? 0 : 1)) wrong(path, `is noted ${noted} times in the trash`)
    if (here && sha(path) !== hash) wrong(path, 'has other bytes')
  }
  const strays = [...found, ...filesIn(join(trash, '../../music'))].filter(path =>
    basename(path).startsWith('.')
  )
  if (strays.length > 0) figures.damage.push(`Left behind: ${strays.join(', ')}.`)
  db.close()
}

function filesIn(folder: string): string[] {
  try {
    return readdirSync(folder).map(name => join(folder, name))
  } catch {
    return []
  }
}

const isBack = (db: Database, id: number): boolean =>
  db.prepare<[number], number>('SELECT put_back IS NOT NULL FROM tag_writes WHERE id = ?').pluck().get(id) ===
  1

const counted = (db: Database): Pick<Figures, 'moves' | 'back'> =>
  db
    .prepare<[], { moves: number; back: number }>(
      `SELECT coalesce(sum(put_back IS NULL), 0) AS moves, coalesce(sum(put_back IS NOT NULL), 0) AS back
       FROM tag_writes WHERE state = 'done'`
    )
    .get()!

if (import.meta.main) {
  const { values } = parseArgs({
    options: { moves: { type: 'string', default: '500' }, seed: { type: 'string', default: '1' } }
  })
  const figures = await killTrashing({
    moves: Number(values.moves),
    files: 12,
    seed: Number(values.seed),
    onKill: ({ kills, moves, cutShort, cutShortBack }) =>
      process.stderr.write(`\r${kills} kills (${cutShort}, ${cutShortBack}), ${moves} moves `)
  })
  console.log(JSON.stringify(figures, null, 2))
  process.exitCode = figures.damage.length === 0 ? 0 : 1
}
