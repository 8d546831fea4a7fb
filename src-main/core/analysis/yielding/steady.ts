/** A yes that comes after so many looks in a row that say it, and goes after so many that say no. */
export class Steady {
  readonly #comesAfter: number
  readonly #goesAfter: number
  #against = 0
  #holds = false

  constructor(comesAfter: number, goesAfter: number) {
    this.#comesAfter = comesAfter
    this.#goesAfter = goesAfter
  }

  get holds(): boolean {
    return this.#holds
  }

  /** What is so from the start need not last before it counts. */
  start(holds: boolean): void {
    this.#holds = holds
    this.#against = 0
  }

  /** Null: neither is said, and what is stays. */
  look(said: boolean | null): void {
    this.#against = said === !this.#holds ? this.#against + 1 : 0
    if (this.#against >= (this.#holds ? this.#goesAfter : this.#comesAfter)) this.start(!this.#holds)
  }
}
