/** Numbers that belong together, by way of others as well. */
export class Sets {
  readonly #parents = new Map<number, number>()

  join(one: number, other: number): void {
    const [a, b] = [this.#root(one), this.#root(other)]
    if (a !== b) this.#parents.set(Math.max(a, b), Math.min(a, b))
  }

  together(one: number, other: number): boolean {
    return this.#root(one) === this.#root(other)
  }

  /** The numbers of each set, by its lowest. */
  all(): Map<number, number[]> {
    const numbers = new Set([...this.#parents].flat())
    return Map.groupBy(
      [...numbers].sort((a, b) => a - b),
      number => this.#root(number)
    )
  }

  #root(of: number): number {
    let at = of
    for (let up = this.#parents.get(at); up !== undefined; up = this.#parents.get(at)) at = up
    // The way is short the next time.
    for (let step = of; step !== at;) {
      const next = this.#parents.get(step)!
      this.#parents.set(step, at)
      step = next
    }
    return at
  }
}
