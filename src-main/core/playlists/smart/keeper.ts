import { ChangedTracks } from '../../database/changed-tracks.ts'
import type { Database } from '../../database/open.ts'
import type { PlaylistTasks } from '../answers.ts'
import { Membership } from './membership.ts'
import { isDue } from './passing-time.ts'

type Refresh = PlaylistTasks['refreshSmart']

interface KeeperPorts {
  db: Database
  /** The worker that knows how tracks sound. `changed`: what is asked from now on sees what the library is now. */
  search: {
    changed(): void
    ask(
      kind: 'refreshSmart',
      input: Refresh[0],
      options: { signal?: AbortSignal | undefined }
    ): Promise<Refresh[1]>
  }
  /** One playlist has other members now. */
  changed(id: number): void
  /** A refresh that nobody waits for failed. */
  failed(error: unknown): void
  now?: () => number
}

/** After a change it is waited so long for more of them. */
const settles = 2000
const mostRounds = 4
/** How often the clock is looked at, milliseconds. */
const glance = 60_000

/** Keeps the members of smart playlists up to date as the library changes. */
export class SmartKeeper {
  readonly membership: Membership
  readonly #ports: KeeperPorts
  readonly #tracks: ChangedTracks
  readonly #now: () => number
  readonly #clock: NodeJS.Timeout
  #seenAt: number
  #timer: NodeJS.Timeout | null = null
  #running: Promise<unknown> = Promise.resolve()
  #seenAll = false
  #closed = false
  #telling = false
  #rounds = 0

  constructor(ports: KeeperPorts) {
    this.#ports = ports
    this.membership = new Membership(ports.db)
    this.#tracks = new ChangedTracks(ports.db)
    this.#now = ports.now ?? Date.now
    this.#seenAt = this.#now()
    this.#clock = setInterval(() => this.timePasses(), glance).unref()
  }

  /** Tracks come and go with the days too, though none of them changed. Gives whether there is something to do. */
  timePasses(): boolean {
    const due = this.membership.lists().some(({ rules }) => isDue(rules, this.#seenAt, this.#now()))
    if (due) this.soon()
    return due
  }

  /** Something changed: looked at in a moment, together with what follows. */
  soon(): void {
    // Lists that name each other may never settle: what follows from a refresh itself is looked at a few times only.
    if (!this.#telling) this.#rounds = 0
    else if (++this.#rounds > mostRounds) return
    if (this.#closed || this.#timer || this.membership.lists().length === 0) return
    this.#timer = setTimeout(() => {
      this.#timer = null
      this.refresh().catch((error: unknown) => this.#closed || this.#ports.failed(error))
    }, settles).unref()
  }

  /** Everything sounds different now: another model is in use. */
  afresh(): void {
    this.#seenAll = false
    this.soon()
  }

  /** Works the members out, of one or of all. One after the other: two would tell each change twice. */
  refresh(id?: number, signal?: AbortSignal): Promise<{ playlists: number; changed: number }> {
    const next = this.#running.catch(() => undefined).then(() => this.#refresh(id, signal))
    this.#running = next
    return next
  }

  close(): void {
    this.#closed = true
    clearInterval(this.#clock)
    if (this.#timer) clearTimeout(this.#timer)
  }

  async #refresh(id?: number, signal?: AbortSignal): Promise<{ playlists: number; changed: number }> {
    const { search, changed: tell } = this.#ports
    const lists = this.membership.lists(id)
    if (lists.length === 0) return { playlists: 0, changed: 0 }
    // One alone leaves the changes for the others to be taken later.
    const tracks = id === undefined && this.#seenAll ? this.#tracks.take() : null
    const now = this.#now()
    if (id === undefined) this.#seenAt = now
    if (id === undefined && !this.#seenAll) this.#tracks.take()
    try {
      search.changed()
      const results = await search.ask('refreshSmart', { lists, changed: tracks, now }, { signal })
      if (id === undefined) this.#seenAll = true
      const changed = this.membership.storeAll(results, now)
      for (const one of changed) {
        this.#telling = true
        tell(one)
        this.#telling = false
      }
      return { playlists: lists.length, changed: changed.length }
    } catch (error) {
      // What was taken is not known any more: next time all are looked at.
      this.#seenAll = false
      throw error
    }
  }
}
