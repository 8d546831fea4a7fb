import { extname } from 'node:path'

/** What the app was asked to open, on the command line, by the file manager or by a second start. */
export interface Opened {
  /** To be added to the library. */
  folders: string[]
  /** To be imported, and what came of it shown. */
  playlists: string[]
}

/** Those the system offers Earshot for (scripts/package/desktop/config.ts), and the elder sister of the first. */
const playlistEndings = ['.m3u8', '.xspf', '.m3u']

/** Playlists by the endings of their names; of all else the library says what is wrong with it, if it is no folder. */
export function opened(paths: readonly string[]): Opened {
  const isPlaylist = (path: string): boolean => playlistEndings.includes(extname(path).toLowerCase())
  return {
    folders: paths.filter(path => !isPlaylist(path)),
    playlists: paths.filter(isPlaylist)
  }
}
