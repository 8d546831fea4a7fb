import { allOf, listed, noneChosen, stretch, toggled, type Chosen } from './chosen.ts'
import type { Library } from './library.svelte.ts'
import type { Search } from './search.svelte.ts'

/** A line of the list: a track, or the line between what sounds like it and what does less. */
export type Item = { kind: 'track'; id: number; place: number } | { kind: 'line' }

/** What the main list shows now, and the place in it. */
export class TrackList {
  readonly #library: Library
  readonly #search: Search
  #activeId = $state<number | null>(null)
  /** Tracks chosen together; none while only the active one is meant. */
  #chosen = $state.raw<Chosen>(noneChosen)
  /** Where a stretch of them begins. */
  #anchorId: number | null = null

  constructor(library: Library, search: Search) {
    this.#library = library
    this.#search = search
  }

  readonly searching = $derived.by(() => this.#search.active && this.#search.answer !== null)
  /** Whether the tracks are ranked by how they sound, not just narrowed down by filters. */
  readonly ranked = $derived.by(() => this.searching && !this.#search.narrowing)

  /** Track ids from top to bottom. */
  readonly ids: ArrayLike<number> = $derived.by(() => {
    if (!this.searching) return this.#library.ids
    const hits = this.#search.hits
    const shown = this.#search.expanded ? hits.length : this.#search.above
    return Uint32Array.from(hits.slice(0, shown), hit => hit.id)
  })

  /** Where the line stands among the rows; -1 where there is none. */
  readonly lineAt = $derived.by(() => {
    const search = this.#search
    return this.searching && search.above > 0 && search.below > 0 ? search.above : -1
  })

  readonly length = $derived.by(() => this.ids.length + (this.lineAt >= 0 ? 1 : 0))

  /** The active track's place among the tracks; the first where it is not in the list. */
  readonly place = $derived.by(() => {
    const at = this.#placeOf(this.#activeId)
    return at >= 0 ? at : this.ids.length ? 0 : -1
  })
  readonly activeId: number | null = $derived.by(() => this.ids[this.place] ?? null)
  readonly activeRow = $derived.by(() => this.#rowOf(this.place))

  /** The tracks chosen together, from top to bottom; none where it is not more than one. */
  readonly selected: number[] = $derived.by(() => listed(this.ids, this.#chosen))
  /** What an action means: the tracks chosen together, else the active one. */
  readonly meant: number[] = $derived.by(() =>
    this.selected.length ? this.selected : this.activeId === null ? [] : [this.activeId]
  )

  /** Whether a row is one of those that are meant. */
  isMeant(row: number): boolean {
    if (this.selected.length === 0) return row === this.activeRow
    const item = this.item(row)
    return item?.kind === 'track' && this.#chosen.has(item.id)
  }

  item(row: number): Item | null {
    if (row === this.lineAt) return { kind: 'line' }
    const place = this.lineAt >= 0 && row > this.lineAt ? row - 1 : row
    const id = this.ids[place]
    return id === undefined ? null : { kind: 'track', id, place }
  }

  /** This one and no other. */
  choose(id: number): void {
    this.#activeId = id
    this.unselect()
  }

  /** Adds a track to those that are chosen, or takes it from them. */
  toggle(id: number): void {
    this.#chosen = toggled(this.meant, id)
    this.#activeId = id
    this.#anchorId = id
  }

  /** Everything from where the stretch began to this one. */
  extend(id: number): void {
    const from = this.#placeOf(this.#anchorId ?? this.activeId)
    const to = this.#placeOf(id)
    if (from < 0 || to < 0) return this.choose(id)
    this.#anchorId = this.ids[from]!
    this.#chosen = stretch(this.ids, from, to)
    this.#activeId = id
  }

  selectAll(): void {
    this.#chosen = allOf(this.ids)
  }

  unselect(): void {
    this.#chosen = noneChosen
    this.#anchorId = null
  }

  /** Moves by rows, stopping at both ends: choosing what is passed, keeping what is chosen, or neither. */
  move(by: number, how: 'alone' | 'choosing' | 'keeping' = 'alone'): void {
    if (!this.ids.length) return
    const id = this.ids[Math.min(this.ids.length - 1, Math.max(0, this.place + by))]!
    if (how === 'choosing') this.extend(id)
    else if (how === 'alone') this.choose(id)
    else this.#activeId = id
  }

  /** Back to the best one: a new question has been asked. */
  forget(): void {
    this.#activeId = null
    this.unselect()
  }

  /** Tracks of some rows, for fetching. */
  idsOf(first: number, last: number): number[] {
    const ids: number[] = []
    for (let row = first; row < last; row++) {
      const item = this.item(row)
      if (item?.kind === 'track') ids.push(item.id)
    }
    return ids
  }

  #placeOf(id: number | null): number {
    return id === null ? -1 : Array.prototype.indexOf.call(this.ids, id)
  }

  #rowOf(place: number): number {
    return this.lineAt >= 0 && place >= this.lineAt ? place + 1 : place
  }
}
