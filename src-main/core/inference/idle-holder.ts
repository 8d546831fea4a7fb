/**
 * Something heavy that is opened when it is wanted and let go when nobody has wanted it for a while: a tower, so that
 * memory at rest stays small. A failed opening is tried again by the next use.
 */
export class IdleHolder<Thing extends { release(): Promise<void> }> {
  readonly #open: () => Promise<Thing>
  readonly #idleMs: number
  #thing: Promise<Thing> | null = null
  #users = 0
  #timer: NodeJS.Timeout | null = null

  constructor(open: () => Promise<Thing>, idleMs: number) {
    this.#open = open
    this.#idleMs = idleMs
  }

  async use<Result>(work: (thing: Thing) => Promise<Result>): Promise<Result> {
    if (this.#timer !== null) clearTimeout(this.#timer)
    this.#timer = null
    this.#users++
    const opening = (this.#thing ??= this.#open())
    try {
      return await work(await opening)
    } catch (thrown) {
      // Only a failed opening is forgotten; what the work threw says nothing about the thing.
      await opening.catch(() => {
        if (this.#thing === opening) this.#thing = null
      })
      throw thrown
    } finally {
      this.#users--
      if (this.#users === 0) this.#rest()
    }
  }

  /** Lets go now, unless it is in use. */
  async release(): Promise<void> {
    if (this.#users > 0 || this.#thing === null) return
    const thing = this.#thing
    this.#thing = null
    await thing.then(
      opened => opened.release(),
      () => undefined
    )
  }

  #rest(): void {
    // Does not keep a process alive that has nothing else to do.
    this.#timer = setTimeout(() => void this.release(), this.#idleMs).unref()
  }
}
