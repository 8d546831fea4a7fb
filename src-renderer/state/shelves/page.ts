import type { TracksOf } from './shelf-tracks.svelte.ts'

/** One page of the shelves: all albums, one of them, and so on. */
export type Page =
  | { view: 'albums' | 'artists' | 'genres' | 'added' | 'played' }
  | { view: 'folders'; path: string | null }
  | { view: 'album' | 'artist'; id: number }
  | { view: 'genre'; id: number; name: string }

/** Those that the sidebar leads to. */
export const shelfViews = ['albums', 'artists', 'genres', 'folders', 'added', 'played'] as const
export type ShelfView = (typeof shelfViews)[number]

export const pageOf = (view: ShelfView): Page => (view === 'folders' ? { view, path: null } : { view })

/** The entry of the sidebar that a page belongs to. */
export const shelfOf = ({ view }: Page): ShelfView =>
  view === 'album' ? 'albums' : view === 'artist' ? 'artists' : view === 'genre' ? 'genres' : view

/** What it is known by. */
export const keyOfPage = (page: Page): string => JSON.stringify(page)

/** The page around one; null for those of the sidebar. */
export function around(page: Page): Page | null {
  if (page.view === 'folders') return page.path === null ? null : { view: 'folders', path: null }
  const view = shelfOf(page)
  return view === page.view ? null : pageOf(view)
}

/** The tracks that a page has. */
export function tracksOf(page: Page): TracksOf | null {
  switch (page.view) {
    case 'album':
    case 'artist':
    case 'genre':
      return { shelf: page.view, id: page.id }
    case 'folders':
      return page.path === null ? null : { shelf: 'folder', path: page.path }
    case 'added':
    case 'played':
      return { shelf: page.view }
    default:
      return null
  }
}
