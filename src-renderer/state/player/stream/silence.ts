import silence from '../../../../resources/silence.flac?url&no-inline'

/** Media keys and the system's panel are for pages with an element that plays: one that says nothing, over and over. */
export class Silence {
  #element: HTMLAudioElement | null = null

  follow(plays: boolean): void {
    if (plays && this.#element === null) {
      this.#element = new Audio(silence)
      this.#element.loop = true
    }
    // A page without it has no media keys, and its music all the same.
    if (plays) void this.#element?.play().catch(() => undefined)
    else this.#element?.pause()
  }
}
