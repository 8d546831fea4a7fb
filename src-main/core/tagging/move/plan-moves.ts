import { join } from 'node:path'
import { EarshotError } from '#contract/errors.ts'
import type { Database } from '../../database/open.ts'
import { folderStatements } from '../../database/statements/folders.ts'
import { moveStatements } from '../../database/statements/moves.ts'
import { playlistStatements } from '../../database/statements/playlists.ts'
import { trackStatements, type StoredTrack } from '../../database/statements/tracks.ts'
import { pathForDisplay } from '../../files/paths.ts'
import { endingOf, safeName } from '../../files/safe-name.ts'
import type { Pause } from '../../threads/pause.ts'
import { parsePattern, type Pattern } from '../patterns/pattern.ts'
import { renderPattern } from '../patterns/render.ts'
import { refuseCollisions } from './collisions.ts'
import { DiskNames } from './disk-names.ts'
import { longNames } from './lengths.ts'
import { byAlbum, factsOf } from './name-facts.ts'
import { problems, type PlannedMove } from './planned.ts'
import { requireRoot, rootOf } from './roots.ts'
import { sidecarsOf } from './sidecars.ts'

export interface MoveWish {
  ids: readonly number[]
  pattern: string
  /** The folder below which the names begin; the one of the library that each file is in where it is left out. */
  root?: string | undefined
}

/** What a pattern would do. */
export interface PlannedMoves {
  /** Tracks, and what goes along with them. */
  moves: PlannedMove[]
  /** Tracks that are called so already. */
  stay: number
  /** Tracks whose file is not there. */
  away: number
  /** Cue sheets that will name files which are called otherwise. */
  sheets: string[]
}

/** Tracks looked up at once. */
const page = 500

/** Throws bad-request for what is no pattern, and for a folder that is not in the library. */
export function requireWish(db: Database, { pattern, root }: Omit<MoveWish, 'ids'>): Pattern {
  if (root !== undefined) {
    const folders = folderStatements(db).all()
    if (!folders.some(({ path }) => path === root)) requireRoot(root, folders)
  }
  return parsePattern(pattern)
}

/**
 * Where a pattern puts tracks, by what the library knows of them. Touches nothing. Throws bad-request for what is no
 * pattern, and for a folder that is not in the library.
 */
export async function planMoves(db: Database, wish: MoveWish, pause: Pause): Promise<PlannedMoves> {
  const pattern = requireWish(db, wish)
  const folders = folderStatements(db).all()
  const { root } = wish
  const tracks = trackStatements(db)
  const albums = byAlbum(moveStatements(db).albumSizes())
  const disk = new DiskNames()
  const planned: PlannedMoves = { moves: [], stay: 0, away: 0, sheets: [] }
  const staying = new Set<string>()

  const add = async (track: StoredTrack): Promise<void> => {
    const target = targetOf(pattern, track, factsOf(track, albums), root ?? rootOf(track.path, folders))
    const to = join(await disk.spelled(target.folder, target.root), target.name)
    if (to === track.path) staying.add(to)
    else {
      const long = target.problem === null ? longNames(to) : null
      const problem = long === null ? target.problem : problems.long(long)
      planned.moves.push({ trackId: track.id, from: track.path, to, problem })
    }
  }

  for (let at = 0; at < wish.ids.length; at += page) {
    await pause()
    const some = wish.ids.slice(at, at + page)
    const there = tracks.byIds(some).filter(({ available }) => available)
    planned.away += some.length - there.length
    for (const track of there) await add(track)
  }
  planned.stay = staying.size
  await refuseCollisions(planned.moves, staying, disk, pause)
  const { moves, sheets } = await sidecarsOf(planned.moves, keptFiles(db), disk, pause)
  await refuseCollisions(moves, staying, disk, pause)
  planned.moves.push(...moves)
  planned.sheets = sheets
  return planned
}

interface Target {
  root: string
  folder: string
  name: string
  problem: PlannedMove['problem']
}

function targetOf(
  pattern: Pattern,
  { path }: StoredTrack,
  facts: Parameters<typeof renderPattern>[1],
  root: string | null
): Target {
  if (root === null) {
    throw new EarshotError('bad-request', `${pathForDisplay(path)} is in no folder of the library.`)
  }
  const names = renderPattern(pattern, facts)
  const problem = names.includes(null) ? problems.empty() : null
  const all = names.map(name => name ?? '_')
  const last = `${all.pop()!}${endingOf(path)}`
  return { root, folder: join(root, ...all), name: last, problem }
}

/** Where Earshot writes playlists again when they change. */
function keptFiles(db: Database): Set<string> {
  const kept = playlistStatements(db).all()
  return new Set(
    kept.flatMap(({ name, target }) =>
      target === null ? [] : [join(target.folder, safeName(name, `.${target.format}`))]
    )
  )
}
