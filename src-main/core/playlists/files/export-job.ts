import { lstat, mkdir, stat } from 'node:fs/promises'
import { basename, isAbsolute, join } from 'node:path'
import type { ExportOptions, PlaylistFormat } from '#contract/playlists.ts'
import type { SmartRules } from '#contract/rules.ts'
import type { EntryReason } from '#contract/reasons.ts'
import { EarshotError, toError, type Failure } from '#contract/errors.ts'
import { fileError } from '../../files/errors.ts'
import { pathForDisplay, pathForFs } from '../../files/paths.ts'
import type { StoredEntry } from '../../database/statements/playlists.ts'
import type { JobPlan } from '../../jobs/index.ts'
import { requireSpace } from './export-space.ts'
import { namesIn, type FolderNames } from './folder-names.ts'
import type { FileTrack } from './playlist-file.ts'
import { putFile } from './put-file.ts'
import { broughtName, NamesInUse, safeName } from './safe-name.ts'
import { writePlaylist } from './write.ts'
import { writePlaylistFile } from './write-file.ts'

/** A playlist with all its entries. */
export interface ToExport {
  name: string
  rules: SmartRules | null
  entries: StoredEntry[]
}

/** Says a reason in words: files for other programs are read by people. */
export type ReasonWords = (reason: EntryReason) => string | null

export interface ExportWish {
  playlists: ToExport[]
  folder: string
  format: PlaylistFormat
  options: ExportOptions
  words: ReasonWords
  /** Playlist files of the same name may be overwritten; audio files never are. */
  replace: boolean
  onFailure?(path: string, failure: Failure): void
}

export interface ExportItem {
  /** Of the playlist, and of the entry whose audio file is brought; null: the playlist's own file. */
  playlist: number
  entry: StoredEntry | null
}

/** The audio files, where they are asked for, and then the playlist that names those that arrived. */
export function exportPlan(wish: ExportWish): JobPlan<ExportItem> {
  const { playlists, folder, format, options } = wish
  const listNames = new NamesInUse()
  const names = playlists.map(({ name }) => listNames.take(safeName(name, `.${format}`)))
  const brought = playlists.map(() => new Map<string, string>())
  const present = new Map<string, FolderNames>()
  let unwritten: Failure | null = null
  const withFiles = options.files !== 'leave' && format !== 'nsp'
  const folderOf = (playlist: number): string => join(folder, names[playlist]!.slice(0, -format.length - 1))

  async function* question(): AsyncGenerator<ExportItem> {
    await requireFolder(folder)
    if (withFiles)
      await requireSpace({ folder, link: options.files === 'link', lists: playlists.map(filesOf) })
    for (const [playlist, { entries }] of playlists.entries()) {
      if (withFiles) {
        const seen = new Set<string>()
        for (const entry of entries) {
          if (!entry.available || seen.has(entry.path)) continue
          seen.add(entry.path)
          yield { playlist, entry }
        }
      }
      yield { playlist, entry: null }
    }
  }

  const filesOf = ({ entries }: ToExport, playlist: number): { into: string; paths: string[] } => ({
    into: folderOf(playlist),
    paths: entries.map(({ path }) => path)
  })

  async function bring(playlist: number, { path }: StoredEntry, signal: AbortSignal): Promise<boolean> {
    const into = folderOf(playlist)
    const names = present.get(into) ?? (await madeFolder(into))
    present.set(into, names)
    const put = await putFile(path, broughtName(path), {
      folder: into,
      names,
      link: options.files === 'link',
      signal
    })
    brought[playlist]!.set(path, put.path)
    return !put.there
  }

  return {
    question,
    concurrency: 1,
    label: ({ playlist, entry }) =>
      entry === null ? names[playlist]! : pathForDisplay(basename(entry.path)),
    step: async ({ playlist, entry }, signal) => {
      if (entry !== null) return (await bring(playlist, entry, signal)) ? 'done' : 'skipped'
      const { name, rules, entries } = playlists[playlist]!
      const tracks = toTracks(entries, options, wish.words, withFiles ? brought[playlist]! : null)
      const { bytes } = writePlaylist({ name, tracks, rules }, format, options, folder)
      const written = await writePlaylistFile(join(folder, names[playlist]!), bytes, () => wish.replace)
      return written ? 'done' : 'skipped'
    },
    onFailure: ({ playlist, entry }, failure) => {
      if (entry === null) unwritten ??= failure
      wish.onFailure?.(entry?.path ?? join(folder, names[playlist]!), failure)
    },
    // A file that is missing is counted; a playlist that is missing is what was asked for.
    finish: () => {
      if (unwritten !== null) throw toError(unwritten)
    }
  }
}

/**
 * The entries as a file has them; with audio files brought along, those that arrived. `words`: of their reasons, for the
 * formats that have a place for them.
 */
export function toTracks(
  entries: StoredEntry[],
  options: Pick<ExportOptions, 'missing'>,
  words: ReasonWords,
  brought: Map<string, string> | null = null
): FileTrack[] {
  return entries.flatMap(({ path, title, artist, album, duration, reason, available }) => {
    if (!available && (!options.missing || brought !== null)) return []
    const now = brought === null ? path : brought.get(path)
    const told = reason === null ? null : words(reason)
    return now === undefined ? [] : [{ path: now, title, artist, album, duration, reason: told }]
  })
}

/** Throws bad-request for what is no whole path, not-found, not-a-folder, no-access. */
export async function requireFolder(folder: string): Promise<void> {
  if (!isAbsolute(folder)) throw new EarshotError('bad-request', 'The folder has to be a whole path.')
  const name = pathForDisplay(folder)
  const stats = await stat(pathForFs(folder)).catch((thrown: unknown) => {
    throw fileError(thrown, { doing: 'read', what: 'folder', name })
  })
  if (!stats.isDirectory()) throw new EarshotError('not-a-folder', `${name} is not a folder.`)
}

/** What is in the folder, made where it is not there. A link in its place would lead outside. */
async function madeFolder(folder: string): Promise<FolderNames> {
  const stats = await lstat(pathForFs(folder)).catch(() => null)
  if (stats === null) await mkdir(pathForFs(folder))
  else if (!stats.isDirectory()) {
    throw new EarshotError('no-access', `${pathForDisplay(folder)} is in the way: it is not a folder.`)
  }
  return namesIn(folder)
}
