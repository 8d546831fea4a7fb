import type { Library } from './library.svelte.ts'
import { ListedTracks, type Item } from './listed-tracks.svelte.ts'
import type { Search } from './search.svelte.ts'

/** What the main list shows now, and the place in it. */
export class TrackList extends ListedTracks {
  readonly #library: Library
  readonly #search: Search

  constructor(library: Library, search: Search) {
    super()
    this.#library = library
    this.#search = search
  }

  readonly searching = $derived.by(() => this.#search.active && this.#search.answer !== null)
  readonly ranked = $derived.by(() => this.searching && !this.#search.narrowing)

  /** Track ids from top to bottom. */
  readonly ids: ArrayLike<number> = $derived.by(() => {
    if (!this.searching) return this.#library.ids
    const { above, expanded, hits, order } = this.#search
    const ids = hits.map(hit => hit.id)
    const shown = [ids.slice(0, above), expanded ? ids.slice(above) : []]
    const { places } = order
    // What clearly fits stays above the line, whatever the order.
    if (places) for (const part of shown) part.sort((a, b) => (places[a] ?? 0) - (places[b] ?? 0))
    return Uint32Array.from(shown.flat())
  })

  /** Where the line stands among the rows; -1 where there is none. */
  readonly lineAt = $derived.by(() => {
    const search = this.#search
    return this.searching && search.above > 0 && search.below > 0 ? search.above : -1
  })

  readonly length = $derived.by(() => this.ids.length + (this.lineAt >= 0 ? 1 : 0))

  readonly activeRow = $derived.by(() => this.#rowOf(this.place))

  item(row: number): Item | null {
    if (row === this.lineAt) return { kind: 'line' }
    const place = this.lineAt >= 0 && row > this.lineAt ? row - 1 : row
    const id = this.ids[place]
    return id === undefined ? null : { kind: 'track', id, place }
  }

  #rowOf(place: number): number {
    return this.lineAt >= 0 && place >= this.lineAt ? place + 1 : place
  }
}
