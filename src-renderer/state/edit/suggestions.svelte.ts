import type { KnownValue } from '#contract/edits.ts'

/** Milliseconds of silence before values are asked for. */
const pause = 120

/** What the library knows that begins like what is typed into a field. */
export class Suggestions {
  items = $state.raw<readonly KnownValue[]>([])
  /** Which of them the arrow keys are at; -1: none. */
  active = $state(-1)

  #timer: ReturnType<typeof setTimeout> | null = null
  #asked = 0

  /** `known` answers a moment later, unless something else is typed meanwhile. */
  ask(text: string, known: (begins: string) => Promise<KnownValue[]>): void {
    this.close()
    const begins = text.trim()
    if (begins === '') return
    const asked = this.#asked
    this.#timer = setTimeout(() => {
      void known(begins).then(items => {
        if (asked === this.#asked) this.items = items.filter(({ value }) => value !== begins)
      })
    }, pause)
  }

  close(): void {
    if (this.#timer) clearTimeout(this.#timer)
    this.#timer = null
    this.#asked++
    this.items = []
    this.active = -1
  }

  /** One further, or back; round at the ends, where none is chosen. */
  move(step: 1 | -1): void {
    const count = this.items.length + 1
    this.active = ((this.active + 1 + step + count) % count) - 1
  }
}
