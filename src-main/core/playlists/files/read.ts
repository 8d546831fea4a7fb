import { EarshotError } from '#contract/errors.ts'
import { readCsv } from './csv.ts'
import { asCodePage, decodeText } from './decode-text.ts'
import { readItunes } from './itunes.ts'
import { readJson } from './json.ts'
import { readM3u } from './m3u.ts'
import { requireShort, type ReadPlaylist } from './playlist-file.ts'
import { readPls } from './pls.ts'
import { readXspf } from './xspf.ts'

/** Endings of files that may be playlists, for files that name other playlists. */
export const isPlaylistName = (path: string): boolean => /\.(m3u8?|pls|xspf)$/i.test(path.trim())

/** Larger ones are no playlists. */
export const mostBytes = 400_000_000

/**
 * Every playlist of a file; which format it is shows in what is in it, the name only decides where that is open.
 * Throws bad-request for what is no playlist.
 */
export async function readPlaylists(
  bytes: Uint8Array,
  fileName: string,
  signal?: AbortSignal
): Promise<ReadPlaylist[]> {
  if (bytes.length > mostBytes) throw new EarshotError('too-large', 'The file is too large for a playlist.')
  const { text, guessed } = decodeText(bytes)
  const playlists = await readText(text, fileName, signal)
  for (const { entries } of playlists) for (const entry of entries) requireShort(entry)
  const fallback = (fileName.split(/[\\/]/).at(-1) ?? '').replace(/\.[a-z0-9]{1,5}$/i, '').trim()
  return playlists.map(playlist => ({
    ...playlist,
    name: asCodePage(playlist.name).trim() || fallback || fileName,
    entries: guessed
      ? playlist.entries.map(entry => ({
          ...entry,
          title: asCodePage(entry.title),
          artist: asCodePage(entry.artist),
          album: asCodePage(entry.album)
        }))
      : playlist.entries,
    notes: guessed ? [...playlist.notes, { code: 'guessed-letters' as const }] : playlist.notes
  }))
}

async function readText(text: string, fileName: string, signal?: AbortSignal): Promise<ReadPlaylist[]> {
  const start = text.slice(0, 4000).trimStart()
  const ending = /\.([a-z0-9]+)$/i.exec(fileName)?.[1]?.toLowerCase() ?? ''
  if (text.includes('\0')) throw new EarshotError('bad-request', 'The file is no playlist: it is not text.')
  if (start.startsWith('<')) {
    if (/<plist[\s>]/.test(start)) return readItunes(text, signal)
    if (/<playlist[\s>]/.test(start) || ending === 'xspf') return [await readXspf(text, signal)]
    if (ending === 'xml') return readItunes(text, signal)
    throw new EarshotError(
      'bad-request',
      'The file is XML, but neither XSPF nor a library of iTunes or Music.'
    )
  }
  if (/^\[playlist\]/i.test(start)) return [readPls(text)]
  if (start.startsWith('#EXTM3U')) return [readM3u(text)]
  if (ending === 'nsp') {
    throw new EarshotError(
      'bad-request',
      'Navidrome’s .nsp files hold rules, not tracks: they cannot be read.'
    )
  }
  if (ending === 'json' || (start.startsWith('{') && ending !== 'm3u8' && ending !== 'm3u')) {
    return [readJson(text)]
  }
  if (ending === 'csv' || ending === 'tsv') return [readCsv(text)]
  if (ending === 'pls') return [readPls(text)]
  return [readM3u(text)]
}
