import type { Inspector } from './inspector.svelte.ts'

/** How much room the window has beside its list. */
export class Room {
  /** For the inspector or the queue; else they lie over the list. */
  beside = $state(true)
  /** For both of them. */
  both = $state(false)

  readonly #inspector: Inspector
  /** Whether the inspector was open before the room went. */
  #inspected = false

  constructor(inspector: Inspector) {
    this.#inspector = inspector
  }

  /** The window grew or shrank. Without room the inspector waits to be asked for, and it is back with the room. */
  set(beside: boolean, both: boolean): void {
    if (!beside && this.beside) {
      this.#inspected = this.#inspector.open
      this.#inspector.open = false
    } else if (beside && !this.beside) this.#inspector.open ||= this.#inspected
    this.beside = beside
    this.both = both
  }
}
