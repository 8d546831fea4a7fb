import type { TrackRow } from '#contract/entities.ts'

const most = 20_000

/** Rows by id, each with the generation of the library it was last asked for in, and what is still to be read. */
export class RowStore {
  generation = 0
  readonly #rows = new Map<number, { row: TrackRow | undefined; generation: number }>()
  readonly #wanted = new Set<number>()
  readonly #underway = new Set<number>()

  get(id: number): TrackRow | undefined {
    return this.#rows.get(id)?.row
  }

  /** False where the row is not known. */
  change(id: number, values: Partial<TrackRow>): boolean {
    const known = this.#rows.get(id)
    if (!known?.row) return false
    this.#rows.set(id, { ...known, row: { ...known.row, ...values } })
    return true
  }

  /** Notes what is missing or out of date. True where nothing was waiting before and something is now. */
  want(ids: Iterable<number>): boolean {
    const idle = this.#wanted.size === 0
    for (const id of ids) {
      if (this.#underway.has(id)) continue
      if (this.#rows.get(id)?.generation !== this.generation) this.#wanted.add(id)
    }
    return idle && this.#wanted.size > 0
  }

  /** The next ids to read. */
  take(count: number): number[] {
    const ids = [...this.#wanted].slice(0, count)
    for (const id of ids) {
      this.#wanted.delete(id)
      this.#underway.add(id)
    }
    return ids
  }

  settle(ids: number[]): void {
    for (const id of ids) this.#underway.delete(id)
  }

  /**
   * Keeps what came of asking for these ids; the longest unread ones make room. What was not there is not asked for
   * again in this generation, and a row that was known of it stays.
   */
  keep(ids: readonly number[], rows: readonly TrackRow[], generation: number): void {
    const found = new Map(rows.map(row => [row.id, row]))
    for (const id of ids) {
      const row = found.get(id) ?? this.get(id)
      this.#rows.delete(id)
      this.#rows.set(id, { row, generation })
    }
    for (const id of this.#rows.keys()) {
      if (this.#rows.size <= most) break
      this.#rows.delete(id)
    }
  }
}
