import { say } from '../../text/say.ts'
import type { AppState } from '../app.svelte.ts'

/** An album or an artist that a name leads to. */
export interface Named {
  key: string
  label: string
  /** What it is. */
  kind: string
  run: () => unknown
}

/** Of each kind. */
const most = 6

/** Albums and artists whose names have these words. */
export async function findNames(app: AppState, text: string): Promise<Named[]> {
  const { bridge } = app
  try {
    const [albums, artists] = await Promise.all([
      bridge.call('albums.list', { sort: 'title', filter: text }),
      bridge.call('artists.list', { filter: text })
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
      }))
    ]
  } catch {
    return [] // commands are found all the same
  }
}
