import type { SmartChange } from '#contract/playlists.ts'
import type { Database } from '../../database/open.ts'
import { playlistStatements } from '../../database/statements/playlists.ts'
import { smartChangeStatements } from '../../database/statements/smart-changes.ts'
import { smartMemberStatements } from '../../database/statements/smart-members.ts'
import type { SmartList, SmartResult } from './evaluator.ts'
import { changePlaces, placesBetween } from './places.ts'
import type { PlaceChange } from './places.ts'

/** Changes that are remembered of one playlist. */
const mostChanges = 2000

/** What is stored of the members of smart playlists. */
export class Membership {
  readonly #db: Database
  readonly #playlists
  readonly #members
  readonly #changes

  constructor(db: Database) {
    this.#db = db
    this.#playlists = playlistStatements(db)
    this.#members = smartMemberStatements(db)
    this.#changes = smartChangeStatements(db)
  }

  /** Those in use, lists that others name first. */
  lists(id?: number): SmartList[] {
    return this.#playlists.smart().filter(one => id === undefined || one.id === id)
  }

  /** Stores who is in now. Gives whether anything changed. The first time is no change worth telling. */
  store(result: SmartResult, now: number): boolean {
    return this.storeAll([result], now).length > 0
  }

  /** Stores what several lists come to, all or none. Gives the numbers of those where anything changed. */
  storeAll(results: readonly SmartResult[], now: number): number[] {
    return this.#db.transaction(() =>
      results.filter(result => this.#store(result, now)).map(result => result.id)
    )()
  }

  #store({ id, members, joined, left, edits }: SmartResult, now: number): boolean {
    const known = this.#playlists.byId(id)
    if (!known || known.removed) return false
    this.#playlists.setRefreshed(id, now)
    const { removed, placed } =
      (edits && this.#between(id, members, edits)) ?? changePlaces(this.#members.inOrder(id), members)
    if (removed.length === 0 && placed.length === 0) return false
    for (const one of removed) this.#members.remove(id, one)
    for (const one of placed) this.#members.put(id, one.id, one.place)
    if (known.refreshedAt !== null) this.#remember(id, { joined, left }, now)
    this.#playlists.touch(id, now)
    return true
  }

  /** A few edits of many members: only the neighbours are looked up. */
  #between(
    id: number,
    members: readonly number[],
    { removed, placed }: NonNullable<SmartResult['edits']>
  ): PlaceChange | null {
    const found = placesBetween(members, placed, track => this.#members.placeOf(id, track))
    return found && { removed, placed: found }
  }

  /** Newest first. */
  changes(id: number, since: number, limit: number): SmartChange[] {
    return this.#changes.since(id, since, limit)
  }

  #remember(id: number, { joined, left }: Pick<SmartResult, 'joined' | 'left'>, at: number): void {
    for (const one of joined.slice(0, mostChanges)) this.#changes.add(id, { ...one, joined: true, at })
    for (const one of left.slice(0, mostChanges)) this.#changes.add(id, { ...one, joined: false, at })
    this.#changes.keep(id, mostChanges)
  }
}
