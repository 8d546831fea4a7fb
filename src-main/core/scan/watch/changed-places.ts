import { dirname } from 'node:path'
import { isWithin } from '../../files/paths.ts'

/** A folder in which something has changed: the files right in it, or (`deep`) everything below it. */
export interface ChangedPlace {
  path: string
  deep: boolean
}

interface Noted {
  deep: boolean
  first: number
  last: number
}

/** Files are copied in pieces: a place is looked at once nothing has happened in it for so many milliseconds. */
const quiet = 1500
/** A file that is written on and on is looked at now and then all the same. */
const longest = 300_000
/** More than so many places at once are one: all of what they lie in. */
const most = 500

/** Places where something has changed, until it is quiet there. */
export class ChangedPlaces {
  readonly #noted = new Map<string, Noted>()
  readonly #roots: () => readonly string[]

  /** `roots`: what is looked at whole when there is too much to tell apart. */
  constructor(roots: () => readonly string[]) {
    this.#roots = roots
  }

  /** Something has changed in this place. `now`: milliseconds of any clock. */
  note(path: string, deep: boolean, now: number): void {
    const around = this.#around(path)
    if (around !== null) around.last = now
    else {
      const known = this.#noted.get(path)
      this.#noted.set(path, { deep: deep || known?.deep === true, first: known?.first ?? now, last: now })
      if (deep) this.#swallow(path)
    }
    if (this.#noted.size > most) this.#gather(now)
  }

  /** Takes those that are quiet. */
  take(now: number): ChangedPlace[] {
    const due = [...this.#noted].filter(([, noted]) => dueAt(noted) <= now)
    for (const [path] of due) this.#noted.delete(path)
    return due.map(([path, { deep }]) => ({ path, deep }))
  }

  /** When the next one is quiet, unless more happens; null where there is none. */
  get next(): number | null {
    let next: number | null = null
    for (const noted of this.#noted.values()) next = Math.min(next ?? Infinity, dueAt(noted))
    return next
  }

  /** The deep place that this one lies in, if one is noted. */
  #around(path: string): Noted | null {
    for (let above = dirname(path), last = path; above !== last; last = above, above = dirname(above)) {
      const noted = this.#noted.get(above)
      if (noted?.deep === true) return noted
    }
    return null
  }

  #swallow(path: string): void {
    for (const inside of this.#noted.keys())
      if (inside !== path && isWithin(inside, path)) this.#noted.delete(inside)
  }

  #gather(now: number): void {
    const touched = this.#roots().filter(root => [...this.#noted.keys()].some(path => isWithin(path, root)))
    this.#noted.clear()
    for (const root of touched) this.#noted.set(root, { deep: true, first: now, last: now })
  }
}

const dueAt = ({ first, last }: Noted): number => Math.min(last + quiet, first + longest)
