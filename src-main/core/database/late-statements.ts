import type BetterSqlite3 from 'better-sqlite3'

interface Statement {
  run(...values: unknown[]): unknown
  get(...values: unknown[]): unknown
  all(...values: unknown[]): unknown[]
  iterate(...values: unknown[]): IterableIterator<unknown>
  pluck(): unknown
  raw(): unknown
}

/**
 * From now on a statement is compiled when it is first used: there are hundreds of them, a command uses a few, and compiling
 * all takes longer than its answer.
 */
export function compileLate(db: BetterSqlite3.Database): void {
  const compile = db.prepare.bind(db) as unknown as (sql: string) => Statement
  db.prepare = ((sql: string) =>
    new LateStatement(() => compile(sql))) as unknown as BetterSqlite3.Database['prepare']
}

class LateStatement implements Statement {
  readonly #compile: () => Statement
  #compiled: Statement | undefined
  /** How rows are given. */
  #shape: 'pluck' | 'raw' | undefined

  constructor(compile: () => Statement) {
    this.#compile = compile
  }

  run(...values: unknown[]): unknown {
    return this.#statement.run(...values)
  }

  get(...values: unknown[]): unknown {
    return this.#statement.get(...values)
  }

  all(...values: unknown[]): unknown[] {
    return this.#statement.all(...values)
  }

  iterate(...values: unknown[]): IterableIterator<unknown> {
    return this.#statement.iterate(...values)
  }

  pluck(): this {
    return this.#as('pluck')
  }

  raw(): this {
    return this.#as('raw')
  }

  #as(shape: 'pluck' | 'raw'): this {
    this.#shape = shape
    this.#compiled?.[shape]()
    return this
  }

  get #statement(): Statement {
    if (this.#compiled === undefined) {
      this.#compiled = this.#compile()
      if (this.#shape !== undefined) this.#compiled[this.#shape]()
    }
    return this.#compiled
  }
}
