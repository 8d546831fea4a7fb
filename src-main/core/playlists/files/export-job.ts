import { lstat, mkdir, stat } from 'node:fs/promises'
import { basename, isAbsolute } from 'node:path'
import type { ExportOptions, Player, PlaylistFormat } from '#contract/playlists.ts'
import type { SmartRules } from '#contract/rules.ts'
import type { EntryReason } from '#contract/reasons.ts'
import { EarshotError, toError, type Failure } from '#contract/errors.ts'
import { fileError } from '../../files/errors.ts'
import { pathForDisplay, pathForFs } from '../../files/paths.ts'
import type { StoredEntry } from '../../database/statements/playlists.ts'
import type { JobPlan } from '../../jobs/index.ts'
import { requireSpace } from './export-space.ts'
import { namesIn, type FolderNames } from './folder-names.ts'
import { baseOf, bringsFiles, layOut } from './layout.ts'
import type { FileTrack } from './playlist-file.ts'
import { putFile } from './put-file.ts'
import { renumber } from './renumber.ts'
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
  player: Player | null
  words: ReasonWords
  /** Playlist files of the same name may be overwritten; audio files never are. */
  replace: boolean
  onFailure?(path: string, failure: Failure): void
}

export interface ExportItem {
  /** Which of the playlists, and the audio file that is brought; null: the playlist's own file. */
  playlist: number
  path: string | null
}

/** The audio files, where they are asked for, and then the playlist that names those that arrived. */
export function exportPlan(wish: ExportWish): JobPlan<ExportItem> {
  const { playlists, folder, format, options, player } = wish
  const layouts = layOut(playlists, wish)
  const withFiles = bringsFiles(format, options)
  const brought = playlists.map(() => new Map<string, string>())
  const present = new Map<string, FolderNames>()
  let unwritten: Failure | null = null

  async function* question(): AsyncGenerator<ExportItem> {
    await requireFolder(folder)
    if (withFiles) await requireSpace(folder, layouts, options.files === 'link')
    for (const [playlist, { files }] of layouts.entries()) {
      for (const path of files.keys()) yield { playlist, path }
      yield { playlist, path: null }
    }
  }

  async function bring(playlist: number, path: string, signal: AbortSignal): Promise<boolean> {
    const { into: folder, files } = layouts[playlist]!
    const names = present.get(folder) ?? (await madeFolder(folder))
    present.set(folder, names)
    const putting = { folder, names, link: options.files === 'link', signal }
    const name = files.get(path)!
    if (options.names === 'numbered')
      await renumber(path, name, putting, new Set(brought[playlist]!.values()))
    const put = await putFile(path, name, putting)
    brought[playlist]!.set(path, put.path)
    return !put.there
  }

  async function writeList(playlist: number): Promise<boolean> {
    const { name, rules, entries } = playlists[playlist]!
    const layout = layouts[playlist]!
    const tracks = toTracks(entries, options, wish.words, withFiles ? brought[playlist]! : null)
    const { bytes } = writePlaylist({ name, tracks, rules }, format, options, baseOf(layout), player)
    if (baseOf(layout) !== folder) await madeFolder(baseOf(layout))
    return writePlaylistFile(layout.list, bytes, () => wish.replace)
  }

  return {
    question,
    concurrency: 1,
    label: ({ playlist, path }) => pathForDisplay(basename(path ?? layouts[playlist]!.list)),
    step: async ({ playlist, path }, signal) => {
      const done = path === null ? await writeList(playlist) : await bring(playlist, path, signal)
      return done ? 'done' : 'skipped'
    },
    onFailure: ({ playlist, path }, failure) => {
      if (path === null) unwritten ??= failure
      wish.onFailure?.(path ?? layouts[playlist]!.list, failure)
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
