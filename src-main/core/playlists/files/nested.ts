import { readFile, realpath, stat } from 'node:fs/promises'
import { basename, dirname } from 'node:path'
import type { ImportNote } from '#contract/remarks.ts'
import { isWithin, pathForDisplay, pathForFs, pathFromBytes } from '../../files/paths.ts'
import { candidates } from './candidates.ts'
import { distinct, mostEntries, tooMany, type ReadEntry, type ReadPlaylist } from './playlist-file.ts'
import { isPlaylistName, readPlaylists } from './read.ts'

/** An entry with the folder its path is relative to. */
export interface PlacedEntry extends ReadEntry {
  folder: string | null
}

export interface Expanded {
  entries: PlacedEntry[]
  notes: ImportNote[]
}

type NestedNote = Extract<ImportNote, { code: 'nested' }>

const deepest = 8

/**
 * The entries with those of playlists named among them in their place. Only files in the folder of the first one or
 * below are followed, each once on the way down, so that a loop ends. `file` null: nothing can be followed.
 */
export async function expand(
  playlist: ReadPlaylist,
  file: string | null,
  folder: string | null,
  signal: AbortSignal
): Promise<Expanded> {
  const notes = [...playlist.notes]
  const entries: PlacedEntry[] = []
  const home = file === null ? null : await realFolder(file)

  const follow = async (
    { entries: read }: ReadPlaylist,
    folder: string | null,
    above: string[]
  ): Promise<void> => {
    for (const entry of read) {
      if (!isPlaylistName(entry.path)) {
        if (entries.length >= mostEntries) throw tooMany()
        entries.push({ ...entry, folder })
        continue
      }
      const left = (why: NestedNote['why']): void =>
        void notes.push({ code: 'nested', path: pathForDisplay(entry.path), why })
      const inner = home === null ? null : await firstFile(candidates(entry, folder))
      if (inner === null) left('not-found')
      else if (above.includes(inner)) left('loop')
      else if (above.length >= deepest) left('too-deep')
      else if (!isWithin(inner, home!)) left('elsewhere')
      else {
        for (const found of await readPlaylists(await readFile(pathForFs(inner)), basename(inner), signal)) {
          await follow(found, dirname(inner), [...above, inner])
        }
      }
    }
  }

  await follow(playlist, folder, file === null ? [] : [await realFile(file)])
  return { entries, notes: distinct(notes) }
}

async function firstFile(paths: string[]): Promise<string | null> {
  for (const path of paths) {
    const stats = await stat(pathForFs(path)).catch(() => null)
    if (stats?.isFile() && stats.size < 50_000_000) return realFile(path)
  }
  return null
}

const realFile = async (path: string): Promise<string> =>
  pathFromBytes(await realpath(pathForFs(path), { encoding: 'buffer' }))
const realFolder = async (file: string): Promise<string> => dirname(await realFile(file))
