/** First in, first out; takers wait while it is empty and not finished. */
export class Queue<Item> {
  #items: Item[] = []
  #next = 0
  #over = false
  #takers: (() => void)[] = []

  put(item: Item): void {
    if (this.#over) return
    this.#items.push(item)
    this.#takers.shift()?.()
  }

  /** Undefined when nothing is left and nothing will come. */
  async take(): Promise<{ value: Item } | undefined> {
    while (this.#next === this.#items.length) {
      if (this.#over) return undefined
      await new Promise<void>(resolve => this.#takers.push(resolve))
    }
    const value = this.#items[this.#next++]!
    if (this.#next >= 1024 && this.#next * 2 >= this.#items.length) {
      this.#items = this.#items.slice(this.#next)
      this.#next = 0
    }
    return { value }
  }

  /** Nothing more will come; what is in it is still given out. */
  finish(): void {
    this.#over = true
    for (const taker of this.#takers.splice(0)) taker()
  }

  /** Nothing more is given out. */
  close(): void {
    this.#items = []
    this.#next = 0
    this.finish()
  }
}
