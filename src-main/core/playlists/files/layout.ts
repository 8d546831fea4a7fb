import { dirname, join } from 'node:path'
import type { ExportOptions, PlaylistFormat } from '#contract/playlists.ts'
import type { StoredEntry } from '../../database/statements/playlists.ts'
import { numberedName, plainName } from './plain-name.ts'
import { broughtName, NamesInUse, safeName } from '../../files/safe-name.ts'

/** Where a playlist goes, and the audio files that are brought along. */
export interface Layout {
  /** The playlist's own file. */
  list: string
  /** The folder of its audio files. */
  into: string
  /** Each audio file once, in order, with the name it is to have; empty where they stay. */
  files: Map<string, string>
}

export interface LayoutWish {
  folder: string
  format: PlaylistFormat
  options: Pick<ExportOptions, 'files' | 'names'>
}

/** Of several playlists that go into one folder. */
export function layOut(
  playlists: readonly { name: string; entries: readonly StoredEntry[] }[],
  { folder, format, options }: LayoutWish
): Layout[] {
  const names = new NamesInUse()
  const numbered = options.names === 'numbered' && bringsFiles(format, options)
  return playlists.map(({ name, entries }) => {
    const called = names.take((numbered ? plainName : safeName)(name, `.${format}`))
    const into = join(folder, called.slice(0, -format.length - 1))
    const paths = bringsFiles(format, options)
      ? [...new Set(entries.filter(({ available }) => available).map(({ path }) => path))]
      : []
    const digits = Math.max(3, String(paths.length).length)
    const nameOf = (path: string, i: number): string =>
      numbered ? numberedName(path, i + 1, digits) : broughtName(path)
    return {
      list: join(numbered ? into : folder, called),
      into,
      files: new Map(paths.map((path, i) => [path, nameOf(path, i)]))
    }
  })
}

/** Rules name no files. */
export const bringsFiles = (format: PlaylistFormat, { files }: Pick<ExportOptions, 'files'>): boolean =>
  files !== 'leave' && format !== 'nsp'

/** Where the audio files would be in an empty folder. */
export function foreseen({ into, files }: Layout): Map<string, string> {
  const names = new NamesInUse()
  return new Map([...files].map(([path, name]) => [path, join(into, names.take(name))]))
}

/** What relative paths of a playlist are relative to. */
export const baseOf = ({ list }: Layout): string => dirname(list)
