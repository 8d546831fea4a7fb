/** Only this much of the past says how fast things go now. */
const span = 30_000
/** Fewer seconds than this say nothing yet. */
const least = 1_000

/** How fast a job goes, over the recent past. */
export class Pace {
  readonly #samples: { at: number; done: number }[] = []

  /** Notes how much is done by now. At most ten times a second is enough. */
  note(at: number, done: number): void {
    this.#samples.push({ at, done })
    // The oldest sample kept is the last one outside the span, so that the span stays covered.
    while (this.#samples.length > 2 && at - this.#samples[1]!.at > span) this.#samples.shift()
  }

  /** Items a minute; null until it means something. */
  perMinute(): number | null {
    const first = this.#samples[0]
    const last = this.#samples.at(-1)
    if (first === undefined || last === undefined || last.at - first.at < least) return null
    return ((last.done - first.done) / (last.at - first.at)) * 60_000
  }
}
