import { asksForMoments } from '#contract/moments.ts'
import { say } from '../text/say.ts'
import type { AppState } from './app.svelte.ts'
import type { Saving } from './saving.ts'

/** No playlist is made of more at once. */
const most = 100_000

/** Asks for the name of a playlist of what is shown. */
export function askToSave(app: AppState): void {
  app.saving = savingOf(app)
  app.overlay = 'save'
}

/** Asks how what is shown is written for other players; a playlist that is shown whole is written as what it is. */
export function askToExport(app: AppState): void {
  const { exporter } = app.playlists
  const { about } = app.menu
  const shown = app.meant.playlist
  const whole = about ? about.playlist : shown?.selected.length ? null : shown?.playlist
  if (whole) return exporter.open({ id: whole.id }, whole.target)
  const { trackIds, name } = savingOf(app)
  if (trackIds.length > 0) exporter.open({ name: name || say.playlists.someTracks, trackIds })
}

/** Asks for the name of a playlist of the queue. */
export function askToSaveQueue(app: AppState): void {
  const trackIds = app.player.queue.entries.slice(0, most).map(({ id }) => id)
  app.saving = { trackIds, name: '', search: null }
  app.overlay = 'save'
}

/** What the window shows, as something to save: the selection, what was found, a playlist or a draft. */
function savingOf(app: AppState): Saving {
  const { about } = app.menu
  if (about) {
    const { ids, name, search = null } = about
    return { trackIds: ids.slice(0, most), name: name.slice(0, 80), search, fits: ids.length > 0 }
  }
  if (app.place === 'playlists') return ofPlaylists(app)
  if (app.place === 'shelves') return ofShelves(app)
  if (app.place === 'map') return { trackIds: app.map.tracks.chosen.slice(0, most), name: '', search: null }
  if (app.place !== 'library') return { trackIds: [], name: '', search: null }
  const { search, list } = app
  const name = search.spoken.trim().slice(0, 80)
  if (list.selected.length > 0) return { trackIds: list.selected.slice(0, most), name: '', search: null }
  if (asksForMoments(search.text)) {
    const ids = new Set(app.moments.list.map(({ id }) => id))
    return { trackIds: [...ids], name, search: null }
  }
  const trackIds = Array.from(list.ids).slice(0, most)
  if (!list.searching) return { trackIds, name: '', search: null }
  return { trackIds, name, search: search.spoken.trim(), fits: search.cut > 0 }
}

/** The selection, else all tracks of the page, called as it is. */
function ofShelves({ shelves, meant }: AppState): Saving {
  const { listsTracks, tracks, album, artist, page } = shelves
  const chosen = listsTracks && tracks.selected.length === 0 ? Array.from(tracks.ids) : [...meant.ids]
  const whole = chosen.length === tracks.ids.length
  const called = page.view === 'album' ? album?.title : page.view === 'artist' ? artist?.name : undefined
  const name = whole && called !== undefined ? called : page.view === 'genre' ? page.name : ''
  return { trackIds: chosen.slice(0, most), name: name.slice(0, 80), search: null }
}

function ofPlaylists({ playlists }: AppState): Saving {
  const { section, open, maker, rules } = playlists
  if (section === 'make') {
    const entries = maker.draft?.entries ?? []
    return {
      trackIds: entries.map(({ trackId }) => trackId),
      reasons: entries.map(({ reason }) => reason),
      name: maker.prompt.trim().slice(0, 80),
      search: null
    }
  }
  if (section === 'rules') return { trackIds: rules.preview?.ids ?? [], name: rules.name, search: null }
  if (open.selected.length > 0) return { trackIds: open.meantTracks, name: '', search: null }
  return { trackIds: open.trackIds.slice(0, most), name: open.playlist?.name ?? '', search: null }
}
