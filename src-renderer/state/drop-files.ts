import { say } from '../text/say.ts'
import { lastPart } from '../text/format.ts'
import type { AppState } from './app.svelte.ts'

const playlistFile = /\.(?:m3u8?|pls|xspf)$/i

/** Files were dropped on the window: folders are added, playlists taken in, and of tracks their folder is offered. */
export async function dropFiles(app: AppState, files: Iterable<File>): Promise<void> {
  const all = [...files]
  const lists = all.filter(({ name }) => playlistFile.test(name))
  const tracks = all.filter(file => !lists.includes(file) && file.type.startsWith('audio/'))
  const others = all.filter(file => !lists.includes(file) && !tracks.includes(file))
  for (const list of lists) await app.playlists.import(list)
  if (lists.length > 0 && app.playlists.section === 'imported') app.go('playlists')
  if (others.length > 0) await app.folders.drop(others)
  if (tracks.length > 0) offerFolders(app, tracks)
}

function offerFolders(app: AppState, tracks: readonly File[]): void {
  const paths = tracks.map(file => app.bridge.pathOf(file)).filter(path => path !== null)
  const folders = [...new Set(paths.map(path => path.replace(/[\\/][^\\/]*$/, '')))].filter(Boolean)
  const [first] = folders
  if (first === undefined) return app.notices.say(say.dropNotHere)
  const named = folders.length === 1 ? lastPart(first) : say.shelves.counts.folders(folders.length)
  app.notices.say(say.dropTracks, { label: say.dropAdd(named), run: () => void app.folders.add(folders) })
}
