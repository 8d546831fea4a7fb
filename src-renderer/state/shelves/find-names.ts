import { say } from '../../text/say.ts'
import type { AppState } from '../app.svelte.ts'

/** What a name leads to: a playlist, an album, a setting. */
export interface Named {
  key: string
  label: string
  /** What it is. */
  kind: string
  run: () => unknown
}

/** Of each kind. */
const most = 6

/** Playlists, searches that are kept, settings, artists, albums and genres whose names have these words. */
export async function findNames(app: AppState, text: string): Promise<Named[]> {
  return [...here(app, text), ...(await inLibrary(app, text))]
}

/** What the window knows. */
function here(app: AppState, text: string): Named[] {
  const wanted = text.trim().toLowerCase()
  const fits = (name: string): boolean => name.toLowerCase().includes(wanted)
  const { kinds } = say.shelves
  return [
    ...(app.playlists.list.value ?? [])
      .filter(({ name }) => fits(name))
      .map(({ id, name }) => ({
        key: `playlist ${id}`,
        label: name,
        kind: kinds.playlist,
        run: () => app.goPlaylist(id)
      }))
      .slice(0, most),
    ...app.saved.all
      .filter(one => fits(one.text))
      .map(one => ({
        key: `search ${one.id}`,
        label: one.text,
        kind: kinds.search,
        run: () => app.searchFor(one.text)
      }))
      .slice(0, most),
    ...settings()
      .filter(fits)
      .map(name => ({
        key: `setting ${name}`,
        label: name,
        kind: kinds.setting,
        run: () => {
          app.preferences.sought = name
          app.go('settings')
        }
      }))
      .slice(0, most)
  ]
}

/** What can be set, as the page of settings calls it. */
const settings = (): string[] => [
  say.settings.theme,
  say.settings.language,
  say.settings.density,
  say.settings.level.title,
  say.settings.oldTexts.title,
  say.models.title,
  say.backups.title,
  say.keeping.title,
  say.settings.scanOnStart,
  say.settings.effort,
  say.settings.decoder,
  say.settings.machine
]

async function inLibrary(app: AppState, text: string): Promise<Named[]> {
  const { bridge } = app
  try {
    const [albums, artists, genres] = await Promise.all([
      bridge.call('albums.list', { sort: 'title', filter: text }),
      bridge.call('artists.list', { filter: text }),
      bridge.call('genres.list', { sort: 'tracks', descending: true, filter: text })
    ])
    const [albumRows, artistRows] = await Promise.all([
      bridge.call('albums.rows', { ids: Array.from(albums.ids).slice(0, most) }),
      bridge.call('artists.rows', { ids: Array.from(artists.ids).slice(0, most) })
    ])
    return [
      ...artistRows.map(({ id, name }) => ({
        key: `artist ${id}`,
        label: name,
        kind: say.shelves.kinds.artist,
        run: () => app.ways.go({ view: 'artist', id })
      })),
      ...albumRows.map(({ id, title, artist, various }) => ({
        key: `album ${id}`,
        label: [title, various ? say.shelves.various : artist].filter(Boolean).join(' · '),
        kind: say.shelves.kinds.album,
        run: () => app.ways.go({ view: 'album', id })
      })),
      ...genres.slice(0, most).map(({ id, name }) => ({
        key: `genre ${id}`,
        label: name,
        kind: say.shelves.kinds.genre,
        run: () => app.ways.go({ view: 'genre', id, name })
      }))
    ]
  } catch {
    return [] // commands are found all the same
  }
}
