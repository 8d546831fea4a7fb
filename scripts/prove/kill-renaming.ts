import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { openDatabase, type Database } from '../../src-main/core/database/open.ts'
import { folderStatements } from '../../src-main/core/database/statements/folders.ts'
import { trackStatements } from '../../src-main/core/database/statements/tracks.ts'
import { PlaylistEditor } from '../../src-main/core/playlists/edit/editor.ts'
import { generator } from '../../src-main/core/kernels/random.ts'
import { fillNowAndThen, mountDisk, unmount } from './disks.ts'
import { liveAndDie, recover, type CutShort } from './kill-writing.ts'
import { checkPlaces, makeAlbums, treeUnder, type Original } from './renaming.ts'
import { openTagging } from './tagging.ts'

/**
 * Kills a process that moves files between two file systems and takes that back, at random points, with disks that are full
 * now and then: every file must be there once, whole, where the journal says, with its tracks and playlists; in the end all is
 * taken back, and every file and folder is where it was.
 */

export interface RenameOptions {
  moves: number
  /** Ends after so many kills, whatever was moved. */
  kills?: number
  albums: number
  seed: number
  /** A process lives at most so long once it moves, milliseconds. */
  longest?: number
  onKill?: (figures: RenameFigures) => void
}

export interface RenameFigures extends CutShort {
  kills: number
  /** Files moved, how many of them went along with tracks, from one disk to the other, and back by an undo. */
  moves: number
  along: number
  across: number
  undone: number
  /** Kills that fell into the move of a file that was taken back. */
  cutShortUndoing: number
  /** Processes that lived while a disk was full now and then. */
  full: number
  /** Batches that a full disk stopped, and moves it cut off that were begun while there was room. */
  stopped: number
  givenUp: number
  /** Files that were looked at after kills. */
  compared: number
  files: number
  disks: string[]
  /** What was wrong; empty when all is well. */
  damage: string[]
}

export async function killRenaming(options: RenameOptions): Promise<RenameFigures> {
  const work = mkdtempSync(join(tmpdir(), 'earshot-kill-rename-'))
  // In memory too: on a disk a kill would nearly always fall into the waiting for it, and not into a move.
  const memory = mountDisk(join(work, 'data'))
  const dataFolder = memory.path
  const disks = ['one', 'two'].map(name => mountDisk(join(work, name)))
  const roots = disks.map(({ path }) => join(path, 'music'))
  const figures: RenameFigures = {
    kills: 0,
    moves: 0,
    along: 0,
    across: 0,
    undone: 0,
    full: 0,
    stopped: 0,
    givenUp: 0,
    cutShort: 0,
    cutShortUndoing: 0,
    finished: 0,
    abandoned: 0,
    compared: 0,
    files: 0,
    disks: disks.map(({ kind }) => kind),
    damage: []
  }
  try {
    for (const root of roots) mkdirSync(root)
    const originals = await makeAlbums(roots[0]!, options.albums)
    figures.files = originals.length
    await addLibrary(dataFolder, roots, originals)
    const before = treeUnder(roots)
    const random = generator(options.seed)
    const goesOn = (): boolean =>
      figures.moves < options.moves &&
      figures.kills < (options.kills ?? Infinity) &&
      figures.damage.length === 0
    for (let round = 1; goesOn();) {
      const fills = random() < 0.4 ? disks[Math.floor(random() * 2)]! : null
      const aim = random() < 0.5 ? 'undo' : 'move'
      let free = (): void => undefined
      const warmed = (): void => void (free = fills === null ? free : fillNowAndThen(fills, random))
      const heard = (told: { full?: boolean }): void => void (figures.stopped += told.full ? 1 : 0)
      const life = { others: [aim, ...roots], warmed, heard, longest: options.longest ?? 1500 }
      round = (await liveAndDie('keep-renaming.ts', dataFolder, round, random, life)) + 1
      free()
      if (fills?.mounted) figures.full++
      figures.kills++
      await check(dataFolder, roots, originals, figures)
      options.onKill?.(figures)
    }
    await takeAllBack(dataFolder, figures)
    const after = treeUnder(roots)
    if (JSON.stringify(after) !== JSON.stringify(before)) {
      const lost = before.filter(line => !after.includes(line))
      const more = after.filter(line => !before.includes(line))
      figures.damage.push(`Not as at first: lacking ${lost.join(', ')}; more than before ${more.join(', ')}.`)
    }
  } finally {
    unmount([...disks, memory])
    rmSync(work, { recursive: true, force: true })
  }
  return figures
}

async function addLibrary(
  dataFolder: string,
  roots: readonly string[],
  originals: readonly Original[]
): Promise<void> {
  const db = openDatabase(dataFolder)
  const [folderId] = roots.map(root => folderStatements(db).add(root, Date.now()).id)
  const ids = originals.flatMap(({ path, facts }) =>
    facts === null
      ? []
      : [
          trackStatements(db).insert(
            { ...facts, folderId: folderId!, path, pathText: path.slice(roots[0]!.length + 1) },
            0
          )
        ]
  )
  for (const original of originals) original.id = trackStatements(db).byPath(original.path)?.id ?? null
  new PlaylistEditor(db).create('Everything', ids)
  db.close()
}

async function check(
  dataFolder: string,
  roots: readonly string[],
  originals: readonly Original[],
  figures: RenameFigures
): Promise<void> {
  const db = openDatabase(dataFolder)
  const begun = await recover(db, dataFolder, figures, figures.damage)
  const putBack = db
    .prepare<[number], number>('SELECT put_back IS NOT NULL FROM tag_writes WHERE id = ?')
    .pluck()
  figures.cutShortUndoing += begun.filter(({ id }) => putBack.get(id) === 1).length
  figures.compared += checkPlaces(db, roots, originals, figures.damage)
  count(db, roots, figures)
  const listed = db
    .prepare<[], number>('SELECT track_id FROM playlist_entries ORDER BY position')
    .pluck()
    .all()
  const wanted = originals.flatMap(({ id }) => (id === null ? [] : [id]))
  if (JSON.stringify(listed) !== JSON.stringify(wanted)) figures.damage.push('The playlist has other tracks.')
  db.close()
}

function count(db: Database, roots: readonly string[], figures: RenameFigures): void {
  const moves = db
    .prepare<[], { trackId: number | null; before: string; after: string; back: number }>(
      `SELECT track_id AS trackId, before, after, put_back IS NOT NULL AS back
       FROM tag_changes JOIN tag_writes ON tag_writes.id = write_id WHERE field = 'path' AND state = 'done'`
    )
    .all()
  const diskOf = (paths: string): boolean => (JSON.parse(paths) as string[])[0]!.startsWith(roots[0]!)
  figures.moves = moves.length
  figures.along = moves.filter(({ trackId }) => trackId === null).length
  figures.across = moves.filter(({ before, after }) => diskOf(before) !== diskOf(after)).length
  figures.undone = moves.filter(({ back }) => back === 1).length
  const abandoned = db
    .prepare<[], number>(`SELECT count(*) FROM tag_writes WHERE state = 'abandoned'`)
    .pluck()
  figures.givenUp = abandoned.get()! - figures.abandoned
}

async function takeAllBack(dataFolder: string, figures: RenameFigures): Promise<void> {
  const db = openDatabase(dataFolder)
  const { tagging, jobs } = openTagging(db, dataFolder)
  for (const { id, kind, changes, undone } of tagging.journal.batches()) {
    if (kind !== 'write' || changes === undone) continue
    const { failed } = await jobs.settled((await tagging.undo({ id })).id)
    if (failed > 0) figures.damage.push(`${failed} moves of batch ${id} were not taken back.`)
  }
  await tagging.close()
  db.close()
}

if (import.meta.main) {
  const { values } = parseArgs({
    options: {
      moves: { type: 'string', default: '2000' },
      albums: { type: 'string', default: '5' },
      seed: { type: 'string', default: '1' }
    }
  })
  const { moves, albums, seed } = values
  if (!existsSync('/proc')) console.log('Without two disks of its own this shows less.')
  const figures = await killRenaming({
    moves: Number(moves),
    albums: Number(albums),
    seed: Number(seed),
    onKill: ({ kills, moves: done, cutShort, cutShortUndoing, givenUp }) =>
      process.stderr.write(
        `\r${kills} kills (${cutShort}, ${cutShortUndoing}), ${done} moves, ${givenUp} given up `
      )
  })
  console.log(JSON.stringify(figures, null, 2))
  process.exitCode = figures.damage.length === 0 ? 0 : 1
}
