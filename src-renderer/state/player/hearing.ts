/** A track counts as played after half of it, or so many seconds; what is jumped over was not heard. */
const longEnough = 240
/** Times are told some four times a second, in the background once: more than that between two was a jump. */
const longestTick = 3

/** Whether a track was heard for long enough to count as played; it does once. */
export class Hearing {
  /** Seconds that were heard; null: it was counted. */
  #heard: number | null = null

  begin(): void {
    this.#heard = 0
  }

  /** `passed`: seconds since the last time. True when it counts from now on. */
  counts(passed: number, length: number): boolean {
    if (this.#heard === null || length <= 0) return false
    if (passed > 0 && passed < longestTick) this.#heard += passed
    if (this.#heard < Math.min(longEnough, length / 2)) return false
    this.#heard = null
    return true
  }
}
