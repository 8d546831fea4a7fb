import type { Place } from '../place.ts'
import type { Page } from './page.ts'

/** Where one was: the place, its page of the shelves, and what was searched for. */
export interface Spot {
  place: Place
  page: Page
  text: string
}

/** More steps back than this nobody takes. */
const most = 50

/** The way that was taken through the window, to go it back and on again. */
export class Trail {
  readonly #behind: Spot[] = []
  readonly #ahead: Spot[] = []

  /** A new step is taken from here. */
  leave(spot: Spot): void {
    this.#behind.push(spot)
    if (this.#behind.length > most) this.#behind.shift()
    this.#ahead.length = 0
  }

  /** Where it leads from here; null: nowhere. */
  step(way: 'back' | 'on', from: Spot): Spot | null {
    const [taken, left] = way === 'back' ? [this.#behind, this.#ahead] : [this.#ahead, this.#behind]
    const spot = taken.pop() ?? null
    if (spot !== null) left.push(from)
    return spot
  }
}
