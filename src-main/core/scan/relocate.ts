import { lstatSync } from 'node:fs'
import { join, resolve, sep } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import type { Relocation } from '#contract/keeping.ts'
import { EarshotError } from '#contract/errors.ts'
import { withDatabaseErrors } from '../database/errors.ts'
import type { Database } from '../database/open.ts'
import { relocationStatements, type PlacedTrack, type Relink } from '../database/statements/relocation.ts'
import { fileError } from '../files/errors.ts'
import { isWithin, pathForDisplay, pathForFs } from '../files/paths.ts'
import { AudioFile } from './audio-file.ts'
import { contentIdentity } from './content-identity.ts'
import { listFolder, type FoundFile } from './list-folder.ts'
import { walk } from './walk.ts'

export interface RelocateOptions {
  db: Database
  /** The folder as the library knows it, be it of another machine or system. */
  from: string
  /** Where its files are now. */
  to: string
  /** Only says what would be done. */
  dryRun: boolean
  signal: AbortSignal
  now?: number
}

/** Paths of tracks without a file that are told by name. */
const mostTold = 100

/**
 * Gives the tracks of a folder that has another place now their files there: by their place in it and their content;
 * by their content alone where they lie elsewhere; by their place alone where their file was edited. What is not found
 * keeps all that is known of it, and waits in its new place. Nothing is written into files.
 * Throws not-found where nothing of the library lies there, not-a-folder and no-access for the new place, bad-request.
 */
export async function relocate(options: RelocateOptions): Promise<Relocation> {
  const { db, dryRun, signal } = options
  const separator = /^[a-z]:\\|^\\\\/i.test(options.from) ? '\\' : sep
  const from = options.from.length > 1 ? options.from.replace(/[/\\]+$/, '') || sep : options.from
  const to = resolve(options.to)
  if (from === to) throw new EarshotError('bad-request', 'The old and the new place are the same.')
  requireFolder(to)
  const statements = relocationStatements(db)
  const tracks = statements.tracks(from, separator)
  if (tracks.length === 0)
    throw new EarshotError('not-found', `Nothing of the library lies in ${pathForDisplay(from)}.`)
  const map = (path: string): string => {
    const parts = path.slice(from.length).split(separator)
    return join(to, ...parts.filter(part => part !== ''))
  }
  const found = await findAll(tracks, map, to, signal)
  const { links } = found
  if (!dryRun) {
    const move = { from, separator, to, map, now: options.now ?? Date.now() }
    withDatabaseErrors(() => statements.apply(links, move))
  }
  const missing = links.filter(({ mtime }) => mtime === null)
  return {
    from,
    to,
    tracks: tracks.length,
    byPlace: found.byPlace,
    byContent: found.byContent,
    edited: found.edited,
    missing: missing.length,
    missingPaths: missing.slice(0, mostTold).map(({ track }) => track.path),
    done: !dryRun
  }
}

function requireFolder(path: string): void {
  const name = pathForDisplay(path)
  try {
    if (lstatSync(pathForFs(path)).isDirectory()) return
    listFolder(path) // a link to one will do
  } catch (thrown) {
    throw fileError(thrown, { doing: 'read', what: 'folder', name })
  }
}

interface Found {
  links: Relink[]
  byPlace: number
  byContent: number
  edited: number
}

async function findAll(
  tracks: readonly PlacedTrack[],
  map: (path: string) => string,
  to: string,
  signal: AbortSignal
): Promise<Found> {
  const files = await filesIn(to, signal)
  const identify = identifier()
  const taken = new Set<string>()
  const link = new Map<number, Relink>()
  const give = (track: PlacedTrack, file: FoundFile): void => {
    taken.add(file.path)
    link.set(track.id, { track, path: file.path, mtime: file.mtime })
  }
  const same = (track: PlacedTrack, file: FoundFile): boolean =>
    file.size === track.size && identify(file)?.equals(track.contentId) === true
  const rest = (): PlacedTrack[] => tracks.filter(({ id }) => !link.has(id))
  const pause = pausing(signal)

  for (const track of tracks) {
    const file = files.get(map(track.path))
    if (file && same(track, file)) give(track, file)
    await pause()
  }
  const byPlace = link.size
  const bySize = Map.groupBy(files.values(), ({ size }) => size)
  for (const track of rest()) {
    const file = bySize.get(track.size)?.find(one => !taken.has(one.path) && same(track, one))
    if (file) give(track, file)
    await pause()
  }
  const byContent = link.size - byPlace
  for (const track of rest()) {
    const file = files.get(map(track.path))
    // Its time stays unknown, so that the next scan reads it anew.
    if (file && !taken.has(file.path)) give(track, { ...file, mtime: 0 })
  }
  const edited = link.size - byPlace - byContent
  for (const track of rest()) {
    const path = map(track.path)
    const place = taken.has(path) ? track.path : path
    link.set(track.id, { track, path: place, mtime: null })
  }
  return { links: tracks.map(({ id }) => link.get(id)!), byPlace, byContent, edited }
}

async function filesIn(to: string, signal: AbortSignal): Promise<Map<string, FoundFile>> {
  const files = new Map<string, FoundFile>()
  const list = async (folder: string): Promise<ReturnType<typeof listFolder>> => {
    await setImmediate()
    return listFolder(folder)
  }
  for await (const finding of walk({ start: to, roots: [to], list, concurrency: 1, signal })) {
    for (const file of finding.files) if (isWithin(file.path, to)) files.set(file.path, file)
  }
  signal.throwIfAborted()
  return files
}

/** Reads a file once at most. */
function identifier(): (file: FoundFile) => Buffer | null {
  const known = new Map<string, Buffer | null>()
  return ({ path }) => {
    if (!known.has(path)) known.set(path, identityOf(path))
    return known.get(path) ?? null
  }
}

function identityOf(path: string): Buffer | null {
  try {
    const file = new AudioFile(path)
    try {
      return Buffer.from(contentIdentity(file))
    } finally {
      file.close()
    }
  } catch {
    return null // as good as not there
  }
}

/** Others have their turn every so often, and a cancelled search ends. */
function pausing(signal: AbortSignal): () => Promise<void> {
  let count = 0
  return async () => {
    if (++count % 50 !== 0) return
    await setImmediate()
    signal.throwIfAborted()
  }
}
