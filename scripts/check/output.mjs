/** What a step writes: shown as it comes, or held until its end where another step writes at the same time. */
import { linesOf } from './result.mjs'

const kept = 20_000

export class Output {
  #tail = ''
  #held = []
  #holds

  constructor({ hold = false } = {}) {
    this.#holds = hold
  }

  take(piece, stream) {
    this.#tail = (this.#tail + piece).slice(-kept)
    if (this.#holds) this.#held.push([piece, stream])
    else stream.write(piece)
  }

  /** Writes what was held, in the order it came. */
  show() {
    for (const [piece, stream] of this.#held.splice(0)) stream.write(piece)
  }

  lastLines(count) {
    return linesOf(this.#tail).slice(-count)
  }
}
