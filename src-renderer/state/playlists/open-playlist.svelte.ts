import type { PageBridge } from '#contract/bridge.ts'
import { toFailure, type Failure } from '#contract/errors.ts'
import type { Playlist, PlaylistEdit, PlaylistEntry, SmartChange } from '#contract/playlists.ts'
import type { EntryReason } from '#contract/reasons.ts'
import { Selection } from '../selection.svelte.ts'

const tracksOf = (entries: readonly PlaylistEntry[]): number[] =>
  entries.flatMap(({ trackId }) => (trackId === null ? [] : [trackId]))

const page = 2000
/** Entries on either side that say what a place should be like. */
const around = 100

/** The playlist that is looked at: its entries, what is chosen of them, and every edit with its way back. */
export class OpenPlaylist extends Selection {
  playlist = $state.raw<Playlist | null>(null)
  entries = $state.raw<PlaylistEntry[]>([])
  /** Smart playlists: who came and went, newest first. */
  changes = $state.raw<SmartChange[]>([])
  loading = $state(false)
  failure = $state.raw<Failure | null>(null)

  readonly ids = $derived(this.entries.map(({ id }) => id))
  readonly trackIds = $derived(tracksOf(this.entries))
  readonly activeEntry = $derived(this.entries[this.place] ?? null)
  readonly meantEntries = $derived(this.entries.filter(({ id }) => this.isMeantId(id)))
  readonly meantTracks = $derived(tracksOf(this.meantEntries).filter((id, at, all) => all.indexOf(id) === at))

  readonly #bridge: PageBridge
  readonly #failed: (thrown: unknown) => void
  #asking = new AbortController()
  /** Tracks that were sent away from this playlist since it was opened. */
  #refused: number[] = []

  constructor(bridge: PageBridge, failed: (thrown: unknown) => void) {
    super()
    this.#bridge = bridge
    this.#failed = failed
  }

  async show(id: number): Promise<void> {
    if (this.playlist?.id !== id) {
      this.playlist = null
      this.entries = []
      this.changes = []
      this.forget()
      this.#refused = []
    }
    this.#asking.abort()
    const { signal } = (this.#asking = new AbortController())
    this.loading = true
    try {
      const first = await this.#bridge.call('playlists.get', { id, limit: page }, signal)
      const entries = first.entries
      while (entries.length < first.playlist.tracks && entries.length % page === 0 && entries.length > 0) {
        const next = await this.#bridge.call(
          'playlists.get',
          { id, offset: entries.length, limit: page },
          signal
        )
        if (next.entries.length === 0) break
        entries.push(...next.entries)
      }
      const changes =
        first.playlist.kind === 'smart'
          ? await this.#bridge.call('smart.changes', { id, limit: 200 }, signal)
          : []
      if (signal.aborted) return
      this.playlist = first.playlist
      this.entries = entries
      this.changes = changes
      this.failure = null
    } catch (thrown) {
      if (!signal.aborted) this.failure = toFailure(thrown)
    } finally {
      if (!signal.aborted) this.loading = false
    }
  }

  close(): void {
    this.#asking.abort()
    this.playlist = null
    this.entries = []
  }

  async refresh(): Promise<void> {
    if (this.playlist) await this.show(this.playlist.id)
  }

  async remove(entries: readonly PlaylistEntry[]): Promise<void> {
    const entryIds = entries.map(({ id }) => id)
    // What comes after them has their place.
    const after = this.ids.findLastIndex(id => entryIds.includes(id)) + 1
    const next = this.ids[after] ?? this.ids.findLast(id => !entryIds.includes(id))
    await this.#edit({ kind: 'remove', entryIds })
    if (next !== undefined) this.choose(next)
  }

  async lock(entry: PlaylistEntry): Promise<void> {
    await this.#edit({ kind: 'lock', entryIds: [entry.id], locked: !entry.locked })
  }

  /** Moves an entry up or down, and the place with it. */
  async shift(by: -1 | 1): Promise<void> {
    const to = this.place + by
    if (to < 0 || to >= this.entries.length) return
    await this.put(this.place, by > 0 ? to + 1 : to)
  }

  /** Puts the entry at one place before that at another; the number of entries: to the end. */
  async put(from: number, before: number): Promise<void> {
    const entry = this.entries[from]
    if (!entry || before === from || before === from + 1) return
    const target = this.entries[before]?.id ?? null
    const rest = this.entries.filter((_, at) => at !== from)
    const at = before > from ? before - 1 : before
    // Shown at once: the answer only confirms it.
    this.entries = [...rest.slice(0, at), entry, ...rest.slice(at)]
    this.choose(entry.id)
    await this.#edit({ kind: 'move', entryIds: [entry.id], before: target })
  }

  /** What is dragged goes before the entry at another place, with all that is chosen along with it. */
  async drop(from: number, before: number): Promise<void> {
    const dragged = this.entries[from]
    if (!dragged) return
    const moved = this.isMeantId(dragged.id) ? this.meantEntries : [dragged]
    if (moved.length < 2) return this.put(from, before)
    const target = this.entries.slice(before).find(entry => !moved.includes(entry))?.id ?? null
    await this.#edit({ kind: 'move', entryIds: moved.map(({ id }) => id), before: target })
  }

  async order(entryIds: number[]): Promise<void> {
    await this.#edit({ kind: 'order', entryIds })
  }

  async insert(trackId: number, afterEntryId: number, reason: EntryReason): Promise<void> {
    const at = this.entries.findIndex(entry => entry.id === afterEntryId)
    const before = this.entries[at + 1]?.id ?? null
    await this.#edit({ kind: 'add', trackIds: [trackId], before, reasons: [reason] })
  }

  /** Another track for one place: like the others here, in step with both neighbours. An edit like any other. */
  async reroll(at: number): Promise<void> {
    const playlist = this.playlist
    const entry = this.entries[at]
    if (!playlist || playlist.kind === 'smart' || entry?.trackId == null) return
    const first = Math.max(0, at - around)
    const near = this.entries.slice(first, at + around + 1)
    const before = this.entries.slice(first, at).filter(({ trackId }) => trackId !== null).length
    const trackIds = near.flatMap(({ trackId }) => trackId ?? [])
    this.#refused = [...this.#refused, entry.trackId]
    try {
      const { trackId, reason } = await this.#bridge.call('drafts.reroll', {
        trackIds,
        position: before,
        // Nor what stands elsewhere in the list.
        refused: [...this.#refused, ...this.trackIds].slice(0, 10_000),
        wish: { seeds: trackIds.filter((_, place) => place !== before), artistCap: null }
      })
      await this.#bridge.call('playlists.replaceEntry', {
        id: playlist.id,
        entryId: entry.id,
        trackId,
        reason
      })
      await this.show(playlist.id)
      const replaced = this.ids[at]
      if (replaced !== undefined) this.choose(replaced)
    } catch (thrown) {
      this.#failed(thrown)
    }
  }

  async undo(): Promise<void> {
    await this.#step('playlists.undo')
  }

  async redo(): Promise<void> {
    await this.#step('playlists.redo')
  }

  async #step(name: 'playlists.undo' | 'playlists.redo'): Promise<void> {
    if (this.playlist) await this.#ask(id => this.#bridge.call(name, { id }))
  }

  async #edit(operation: PlaylistEdit): Promise<void> {
    await this.#ask(id => this.#bridge.call('playlists.edit', { id, operations: [operation] }))
  }

  /** What is shown is read again either way: after a refusal, too. */
  async #ask(ask: (id: number) => Promise<Playlist>): Promise<void> {
    const id = this.playlist?.id
    if (id === undefined) return
    await ask(id).catch(this.#failed)
    await this.show(id)
  }
}
