import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { openDatabase, type Database } from '../../src-main/core/database/open.ts'
import { folderStatements } from '../../src-main/core/database/statements/folders.ts'
import { trackStatements } from '../../src-main/core/database/statements/tracks.ts'
import { PlaylistEditor } from '../../src-main/core/playlists/edit/editor.ts'
import { generator } from '../../src-main/core/playlists/make/random.ts'
import { freeSpace } from '../../src-main/core/files/free-space.ts'
import { liveAndDie, recover, type CutShort } from './kill-writing.ts'
import { checkPlaces, makeAlbums, treeUnder, type Original } from './renaming.ts'
import { openTagging } from './tagging.ts'

/**
 * Kills a process that moves files between two file systems and takes that back, at random points, with disks that fill up in
 * between: every file must be there once, whole, where the journal says, with its tracks and playlists; in the end all is
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
  /** Times that a disk was full. */
  full: number
  /** Files that were looked at after kills. */
  compared: number
  files: number
  disks: string[]
  /** What was wrong; empty when all is well. */
  damage: string[]
}

/** Of each disk. */
const megabytes = 96

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
    cutShort: 0,
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
      const fill = random() < 0.3 ? () => fillDisk(disks[Math.floor(random() * 2)]!.path) : () => undefined
      let filler: string | undefined
      const warmed = (): void => void (filler = fill())
      round =
        (await liveAndDie('keep-renaming.ts', dataFolder, round, random, {
          others: roots,
          warmed,
          longest: options.longest ?? 15_000
        })) + 1
      if (filler !== undefined) {
        figures.full++
        rmSync(filler, { force: true })
      }
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
    for (const { path, mounted } of [...disks, memory]) if (mounted) spawnSync('umount', ['-l', path])
    rmSync(work, { recursive: true, force: true })
  }
  return figures
}

interface Disk {
  path: string
  mounted: boolean
  kind: string
}

/** A file system of its own where this process may mount one; else a folder. */
function mountDisk(path: string): Disk {
  mkdirSync(path)
  const outside = statSync(path).dev
  spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', path], { stdio: 'ignore' })
  const mounted = statSync(path).dev !== outside
  return { path, mounted, kind: mounted ? 'tmpfs' : 'folder' }
}

/** Leaves so little room that a copy begun now may not end. Only on a disk of our own. */
function fillDisk(path: string): string | undefined {
  const free = freeSpace(path)
  if (free > megabytes * 1024 * 1024) return undefined
  const filler = join(path, 'filler')
  writeFileSync(filler, Buffer.alloc(Math.max(0, free - 200_000)))
  return filler
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
  await recover(db, dataFolder, figures, figures.damage)
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
    onKill: ({ kills, moves: done }) => process.stderr.write(`\r${kills} kills, ${done} moves `)
  })
  console.log(JSON.stringify(figures, null, 2))
  process.exitCode = figures.damage.length === 0 ? 0 : 1
}
