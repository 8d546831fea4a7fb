import type { Place } from '../place.ts'
import type { Search } from '../search.svelte.ts'
import { around, pageOf, type Page, type ShelfView } from './page.ts'
import type { Shelves } from './shelves.svelte.ts'
import { Trail, type Spot } from './trail.ts'

/** What of the window has places to be at. */
interface Places {
  place: Place
  readonly search: Pick<Search, 'text' | 'type'>
  readonly shelves: Shelves
}

/** Ways through the pages of the shelves, and back to where one was. */
export class Ways {
  readonly #app: Places
  readonly #trail = new Trail()

  constructor(app: Places) {
    this.#app = app
  }

  /** From here a new step is taken. */
  leave(): void {
    this.#trail.leave(this.#spot())
  }

  readonly go = (page: Page): void => {
    this.leave()
    this.#app.place = 'shelves'
    void this.#app.shelves.show(page)
  }

  readonly goView = (view: ShelfView): void => this.go(pageOf(view))

  /** To where one was before, or on again; false where that is nowhere. */
  step(way: 'back' | 'on'): boolean {
    const spot = this.#trail.step(way, this.#spot())
    if (spot === null) return false
    const { search, shelves } = this.#app
    this.#app.place = spot.place
    if (spot.place === 'shelves') void shelves.show(spot.page)
    else if (spot.place === 'library' && spot.text !== search.text) search.type(spot.text)
    return true
  }

  /** Out of an album, an artist and their like. False where the page is none of them. */
  out(): boolean {
    const page = around(this.#app.shelves.page)
    if (page === null) return false
    if (!this.step('back')) this.go(page)
    return true
  }

  #spot(): Spot {
    const { place, search, shelves } = this.#app
    return { place, page: shelves.page, text: search.text }
  }
}
