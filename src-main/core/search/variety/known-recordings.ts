import type { FlowFactStatements, RecordingFacts } from '../../database/statements/flow-facts.ts'

/** More are begun anew. */
const most = 20_000

/** What tells recordings apart, kept until the library changes: questions that are alike find the same tracks. */
export class KnownRecordings {
  readonly #statements: FlowFactStatements
  readonly #known = new Map<number, RecordingFacts | undefined>()

  constructor(statements: FlowFactStatements) {
    this.#statements = statements
  }

  /** After the library changed. */
  forget(): void {
    this.#known.clear()
  }

  /** In the order of the tracks; undefined: it is gone. */
  of(ids: readonly number[]): (RecordingFacts | undefined)[] {
    if (this.#known.size > most) this.#known.clear()
    const missing = ids.filter(id => !this.#known.has(id))
    for (const id of missing) this.#known.set(id, undefined)
    if (missing.length > 0)
      for (const facts of this.#statements.ofRecordings(missing)) this.#known.set(facts.id, facts)
    return ids.map(id => this.#known.get(id))
  }
}
