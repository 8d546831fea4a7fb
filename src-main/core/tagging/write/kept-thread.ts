interface Closes {
  close(): Promise<void>
}

/** A thread that is asked again and again while somebody works: it ends once nobody has asked it for a while. */
export class KeptThread<T extends Closes> {
  readonly #thread: T
  readonly #idle: number
  #using = 0
  #end: NodeJS.Timeout | undefined

  /** `thread` starts with the first that is asked of it, also after it was closed. `idle`: milliseconds. */
  constructor(thread: T, idle: number) {
    this.#thread = thread
    this.#idle = idle
  }

  async use<Result>(work: (thread: T) => Promise<Result>): Promise<Result> {
    clearTimeout(this.#end)
    this.#using++
    try {
      return await work(this.#thread)
    } finally {
      this.#using--
      if (this.#using === 0) this.#end = setTimeout(() => void this.close(), this.#idle).unref()
    }
  }

  async close(): Promise<void> {
    clearTimeout(this.#end)
    await this.#thread.close()
  }
}
