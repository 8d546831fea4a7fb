import { EarshotError } from '#contract/errors.ts'
import type { ChangeChoice, Plan, PlanChange, PlanFile } from '#contract/tagging.ts'
import { withDatabaseErrors } from '../../database/errors.ts'
import type { Database } from '../../database/open.ts'
import { planStatements, type PlanStatements } from '../../database/statements/plans.ts'
import { trackStatements, type TrackStatements } from '../../database/statements/tracks.ts'
import { exportPlan, importPlan } from './exchange.ts'
import { requireValues } from './values.ts'

/** Plans as the reviewer sees them. Nothing here touches a file. */
export class Plans {
  readonly #db: Database
  readonly #plans: PlanStatements
  readonly #tracks: TrackStatements
  readonly #now: () => number

  constructor(db: Database, now: () => number) {
    this.#db = db
    this.#plans = planStatements(db)
    this.#tracks = trackStatements(db)
    this.#now = now
  }

  list(): Plan[] {
    return this.#plans.list()
  }

  /** Throws not-found, also for one that was discarded. */
  get(id: number): Plan {
    this.#stateOf(id)
    return this.#plans.get(id)!
  }

  files(id: number, offset: number, limit: number): PlanFile[] {
    this.#stateOf(id)
    return this.#plans.files(id, offset, limit)
  }

  accept(id: number, choice: ChangeChoice, accepted: boolean): Plan {
    const state = this.#settled(id)
    this.#write(() => {
      const changed = this.#plans.accept(id, choice, accepted)
      if (changed > 0 && state === 'written') this.#plans.setState(id, 'open')
    })
    return this.get(id)
  }

  /** Other values for one change. Throws bad-request for those that cannot be written. */
  edit(id: number, changeId: number, after: string[]): PlanChange {
    this.#settled(id)
    const change = this.#plans.change(id, changeId)
    if (change === null) throw new EarshotError('not-found', `Plan ${id} has no change ${changeId}.`)
    if (change.state === 'written') {
      throw new EarshotError('bad-request', 'This change is written already; undo it in the history.')
    }
    requireValues(
      change.field,
      after.filter(value => !change.before.includes(value)),
      change.before.length
    )
    this.#write(() => this.#plans.setAfter(changeId, after))
    return this.#plans.change(id, changeId)!
  }

  discard(id: number): void {
    this.#stateOf(id)
    this.#write(() => this.#plans.setState(id, 'discarded'))
  }

  export(id: number): string {
    return exportPlan(this.get(id), this.#plans)
  }

  /** Throws bad-request for what is no plan of this library; then nothing is kept of it. */
  import(json: string): Plan {
    const { name, mode, files } = importPlan(json, path => this.#tracks.byPath(path))
    return this.#write(() => {
      const id = this.#plans.add({ name, mode, state: 'open' }, this.#now())
      for (const file of files) this.#plans.addFile(id, file)
      return this.get(id)
    })
  }

  /** Throws not-found, also for a plan that was discarded. */
  #stateOf(id: number): Plan['state'] {
    const state = this.#plans.stateOf(id)
    if (state !== null && state !== 'discarded') return state
    throw new EarshotError('not-found', `There is no plan ${id}.`)
  }

  /** Throws bad-request while it is being made. */
  #settled(id: number): Plan['state'] {
    const state = this.#stateOf(id)
    if (state !== 'making') return state
    throw new EarshotError('bad-request', `Plan ${id} is still being made; wait for it.`)
  }

  #write<Result>(work: () => Result): Result {
    return withDatabaseErrors(() => this.#db.transaction(work).immediate())
  }
}
