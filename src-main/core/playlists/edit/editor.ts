import type { PlaylistEdit } from '#contract/playlists.ts'
import type { SmartRules } from '#contract/rules.ts'
import type { EntryReason } from '#contract/reasons.ts'
import { EarshotError } from '#contract/errors.ts'
import type { Database } from '../../database/open.ts'
import {
  playlistEntryStatements,
  type NewEntry,
  type PlaylistEntryStatements
} from '../../database/statements/playlist-entries.ts'
import {
  playlistStatements,
  type PlaylistStatements,
  type StoredPlaylist
} from '../../database/statements/playlists.ts'
import { difference, inverse, isEmpty, noChange, type Change } from './change.ts'
import { apply } from './operations.ts'

/** Edits that can be undone, by number and by the letters they take. */
const mostEdits = 200
const mostLetters = 8_000_000
/** More entries than that no request could bring back. */
export const mostEntries = 200_000

/** When a playlist was removed that was never shown. */
const hidden = 0

/** Playlists and their edits. Every method is one transaction. `not-found` where there is no such playlist. */
export class PlaylistEditor {
  readonly #db: Database
  readonly #playlists: PlaylistStatements
  readonly #entries: PlaylistEntryStatements
  readonly #now: () => number

  constructor(db: Database, now: () => number = Date.now) {
    this.#db = db
    this.#playlists = playlistStatements(db)
    this.#entries = playlistEntryStatements(db)
    this.#now = now
  }

  /** Gives the id. Tracks that are gone are left out. */
  create(name: string, trackIds: number[], reasons: (EntryReason | null)[] = []): number {
    return this.#inOne(() => {
      const id = this.#playlists.insert({ name, rules: null, now: this.#now() })
      let position = 0
      trackIds.forEach((trackId, i) => {
        const entry = this.#entries.insertTrack(id, trackId, reasons[i] ?? null, position)
        if (entry !== null) position++
      })
      return id
    })
  }

  createSmart(name: string, rules: SmartRules): number {
    return this.#playlists.insert({ name, rules, now: this.#now() })
  }

  /** A list of entries as a file had them; gives its id and those of the entries. */
  createFrom(name: string, entries: NewEntry[]): { id: number; entryIds: number[] } {
    return this.#inOne(() => {
      const id = this.#playlists.insert({ name, rules: null, now: this.#now() })
      const entryIds = entries.map((entry, position) => this.#entries.insert(id, entry, position))
      return { id, entryIds }
    })
  }

  /** A playlist that nobody sees until `show`: what is brought in in steps. Gives its id. */
  createHidden(name: string, rules: SmartRules | null): number {
    return this.#inOne(() => {
      const id = this.#playlists.insert({ name, rules, now: this.#now() })
      this.#playlists.setRemoved(id, hidden)
      return id
    })
  }

  /** Entries as a file had them, from this place on, behind those that are there. Gives their ids. */
  append(id: number, entries: readonly NewEntry[], from: number): number[] {
    return entries.map((entry, i) => this.#entries.insert(id, entry, from + i))
  }

  /** All of them at once. */
  show(ids: readonly number[]): void {
    this.#inOne(() => ids.forEach(id => this.#playlists.setRemoved(id, null)))
  }

  /** What was hidden and never shown is nobody's. */
  dropHidden(): void {
    this.#playlists.drop(hidden)
  }

  /** Throws bad-request for a smart playlist. */
  edit(id: number, edits: PlaylistEdit[]): void {
    this.#inOne(() => {
      this.#list(id)
      const before = this.#entries.order(id)
      let after = before
      for (const edit of edits) {
        after = apply(after, edit, (trackId, reason) => this.#entries.insertTrack(id, trackId, reason))
        if (after.length > mostEntries) {
          throw new EarshotError('bad-request', `A playlist holds at most ${mostEntries} entries.`)
        }
      }
      const locks = new Map(before.map(place => [place.id, place.locked]))
      const turned = after.filter(place => place.locked !== (locks.get(place.id) ?? false))
      this.#commit(id, {
        ...difference(
          before.map(place => place.id),
          after.map(place => place.id)
        ),
        locked: turned.filter(({ locked }) => locked).map(place => place.id),
        unlocked: turned.filter(({ locked }) => !locked).map(place => place.id)
      })
    })
  }

  /** Puts another track in the place of an entry and gives the new entry's id. Throws not-found, bad-request. */
  replace(id: number, entryId: number, trackId: number, reason: EntryReason | null): number {
    return this.#inOne(() => {
      this.#list(id)
      const order = this.#entries.order(id)
      const at = order.findIndex(place => place.id === entryId)
      if (at < 0) throw new EarshotError('not-found', `There is no entry ${entryId} in this playlist.`)
      const fresh = this.#entries.insertTrack(id, trackId, reason)
      if (fresh === null) throw new EarshotError('not-found', `There is no track ${trackId}.`)
      const locked = order[at]!.locked ? [fresh] : []
      this.#commit(id, { ...noChange, at, out: [entryId], in: [fresh], locked })
      return fresh
    })
  }

  rename(id: number, name: string): void {
    this.#inOne(() => {
      const before = this.require(id).name
      if (name !== before) this.#commit(id, { ...noChange, name: [before, name] })
    })
  }

  /** Throws bad-request for a list. */
  setRules(id: number, rules: SmartRules): void {
    this.#inOne(() => {
      const before = this.require(id).rules
      if (before === null) throw new EarshotError('bad-request', 'This playlist is a list: it has no rules.')
      if (JSON.stringify(before) !== JSON.stringify(rules)) {
        this.#commit(id, { ...noChange, rules: [before, rules] })
      }
    })
  }

  /** False when there is nothing to undo. */
  undo(id: number): boolean {
    return this.#inOne(() => {
      this.require(id)
      const edit = this.#entries.newestEdit(id)
      if (edit === null) return false
      this.#perform(id, inverse(JSON.parse(edit.change) as Change))
      this.#entries.setUndone(edit.id, true)
      return true
    })
  }

  /** False when there is nothing to do again. */
  redo(id: number): boolean {
    return this.#inOne(() => {
      this.require(id)
      const edit = this.#entries.oldestUndone(id)
      if (edit === null) return false
      this.#perform(id, JSON.parse(edit.change) as Change)
      this.#entries.setUndone(edit.id, false)
      return true
    })
  }

  remove(id: number): void {
    this.require(id)
    this.#playlists.setRemoved(id, this.#now())
  }

  restore(id: number): void {
    if (this.#playlists.byId(id) === null) throw new EarshotError('not-found', `There is no playlist ${id}.`)
    this.#playlists.setRemoved(id, null)
  }

  /** Throws not-found, for removed ones too. */
  require(id: number): StoredPlaylist {
    const playlist = this.#playlists.byId(id)
    if (playlist === null || playlist.removed) {
      throw new EarshotError('not-found', `There is no playlist ${id}.`)
    }
    return playlist
  }

  #list(id: number): void {
    if (this.require(id).kind === 'smart') {
      throw new EarshotError(
        'bad-request',
        'The tracks of a smart playlist follow from its rules: change those.'
      )
    }
  }

  #commit(id: number, change: Change): void {
    if (isEmpty(change)) return
    this.#perform(id, change)
    const forgotten = this.#entries.removeUndone(id)
    this.#entries.addEdit(id, JSON.stringify(change), this.#now())
    this.#forget(id, forgotten > 0)
  }

  #perform(id: number, change: Change): void {
    const { at, out, locked, unlocked, name, rules } = change
    if (out.length > 0 || change.in.length > 0) {
      const there = this.#entries.order(id).slice(at, at + out.length)
      if (there.length !== out.length || there.some((place, i) => place.id !== out[i])) {
        throw new EarshotError('changed-since', 'The playlist is no longer as this edit left it.')
      }
      for (const entry of out) this.#entries.place(entry, null)
      const by = change.in.length - out.length
      if (by !== 0) this.#entries.shift(id, at + out.length, by)
      change.in.forEach((entry, i) => this.#entries.place(entry, at + i))
    }
    for (const entry of locked) this.#entries.setLocked(entry, true)
    for (const entry of unlocked) this.#entries.setLocked(entry, false)
    if (name) this.#playlists.setName(id, name[1])
    if (rules) this.#playlists.setRules(id, rules[1])
    this.#playlists.touch(id, this.#now())
  }

  /** The oldest edits go when there are too many, and entries that no edit can bring back with them. */
  #forget(id: number, some: boolean): void {
    const edits = this.#entries.edits(id)
    let letters = edits.reduce((total, { change }) => total + change.length, 0)
    let from = 0
    while (from < edits.length - 1 && (edits.length - from > mostEdits || letters > mostLetters)) {
      letters -= edits[from]!.change.length
      this.#entries.removeEdit(edits[from]!.id)
      from++
    }
    if (from === 0 && !some) return
    const kept = edits.slice(from).flatMap(edit => {
      const change = JSON.parse(edit.change) as Change
      return [...change.out, ...change.in]
    })
    this.#entries.removeUnplaced(id, kept)
  }

  #inOne<Result>(work: () => Result): Result {
    return this.#db.transaction(work).immediate()
  }
}
