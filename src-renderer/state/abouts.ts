import type { Playlist } from '#contract/playlists.ts'
import type { SavedSearch } from '#contract/searches.ts'
import { lastPart } from '../text/format.ts'
import { say } from '../text/say.ts'
import type { AppState } from './app.svelte.ts'
import { listKeys } from './keys.ts'
import type { About, Spot } from './menu.svelte.ts'
import { tracksOf, type Page } from './shelves/page.ts'

/** A page of the shelves that is one line of a list. */
export type NamedPage = Extract<Page, { view: 'genre' | 'folders' }> | { view: 'artist'; id: number }

/** More than that no search names. */
const mostFound = 100_000

/** What a menu of this is about, once its tracks are known; null where they could not be read. */
export type AboutOf = () => Promise<About | null>

/** Opens the menu of something, once its tracks are known. */
export async function openMenu(app: AppState, at: Spot, aboutOf: AboutOf): Promise<void> {
  const about = await aboutOf()
  if (about && about.ids.length + about.own.length > 0) app.menu.open(at, about)
}

export function ofTrack(app: AppState, id: number, own: About['own'] = []): About {
  return { name: app.rows.get(id)?.title ?? '', ids: [id], own }
}

/** Of an artist, a genre or a folder, as a page of the shelves. */
export const ofPage =
  (app: AppState, page: NamedPage, name: string): AboutOf =>
  () =>
    about(app, name, () => tracksOfPage(app, page), [
      { label: say.menu.open, key: listKeys.play[0], run: () => app.ways.go(page) }
    ])

export async function tracksOfPage(
  { bridge }: Pick<AppState, 'bridge'>,
  page: NamedPage
): Promise<ArrayLike<number>> {
  const of = tracksOf(page)
  return of === null ? [] : (await bridge.call('tracks.list', of)).ids
}

export const ofPlaylist =
  (app: AppState, playlist: Playlist): AboutOf =>
  async () => {
    const found = await about(
      app,
      playlist.name,
      async () => (await app.bridge.call('playlists.tracks', { id: playlist.id })).ids,
      [
        { label: say.menu.open, key: undefined, run: () => app.goPlaylist(playlist.id) },
        { label: say.menu.removePlaylist, key: undefined, run: () => app.playlists.remove(playlist) }
      ]
    )
    return found && { ...found, playlist }
  }

/** Of a search that is kept: what clearly fits it now. */
export const ofSaved =
  (app: AppState, { text }: Pick<SavedSearch, 'text'>): AboutOf =>
  async () => {
    const found = await about(
      app,
      text,
      async () => {
        const { hits, cut } = await app.bridge.call('search.query', { text, limit: mostFound })
        return hits.slice(0, cut).map(({ id }) => id)
      },
      [
        { label: say.menu.search, key: undefined, run: () => app.searchFor(text) },
        { label: say.saved.makeSmart(text), key: undefined, run: () => app.goRules(text) },
        { label: say.saved.drop, key: undefined, run: () => app.saved.toggle(text) }
      ]
    )
    return found && { ...found, search: text }
  }

/** Of a music folder in the sidebar. */
export const ofFolder = (app: AppState, path: string): AboutOf =>
  ofPage(app, { view: 'folders', path }, lastPart(path))

/** What is chosen in the queue. */
export function ofQueue(app: AppState): About {
  const { meant, queue } = app.queue
  const chosen = queue.entries.filter(({ key }) => meant.includes(key))
  const ids = [...new Set(chosen.map(({ id }) => id))]
  const name = app.rows.called(ids)
  return {
    name,
    ids,
    own: [
      { label: say.queue.playHere, key: listKeys.play[0], run: () => app.queue.play(app.queue.place) },
      { label: say.queue.takeOut, key: listKeys.remove[0], run: () => app.queue.remove() }
    ]
  }
}

async function about(
  app: AppState,
  name: string,
  tracks: () => Promise<ArrayLike<number>>,
  own: About['own']
): Promise<About | null> {
  try {
    return { name, ids: Array.from(await tracks()), own }
  } catch (thrown) {
    app.failed(thrown)
    return null
  }
}
