/** Rows by their numbers, and which of them are wanted: in plain maps, as all of it changes together. */
export class RowCache<Row extends { id: number }> {
  readonly #rows = new Map<number, Row>()
  /** Those that are known as they are now. */
  readonly #known = new Set<number>()
  readonly #wanted = new Set<number>()

  get(id: number): Row | undefined {
    return this.#rows.get(id)
  }

  /** Says whether it is the first that is wanted. */
  want(id: number): boolean {
    if (this.#known.has(id)) return false
    this.#wanted.add(id)
    return this.#wanted.size === 1
  }

  take(): number[] {
    const ids = [...this.#wanted]
    this.#wanted.clear()
    for (const id of ids) this.#known.add(id)
    return ids
  }

  keep(rows: readonly Row[]): void {
    for (const row of rows) this.#rows.set(row.id, row)
  }

  expire(): void {
    this.#known.clear()
  }
}
