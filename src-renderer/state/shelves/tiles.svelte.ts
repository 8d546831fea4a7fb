import type { PageBridge } from '#contract/bridge.ts'
import type { AlbumRow, AlbumSort } from '#contract/albums.ts'
import { toFailure, type Failure } from '#contract/errors.ts'
import { Selection } from '../selection.svelte.ts'
import type { LazyRows } from './lazy-rows.svelte.ts'

/** Albums side by side: all of them, or those of an artist. */
export class Tiles extends Selection {
  ids = $state.raw<ArrayLike<number>>([])
  sort = $state<AlbumSort>('artist')
  descending = $state(false)
  filter = $state('')
  loading = $state(true)
  failure = $state.raw<Failure | null>(null)
  /** How far it is scrolled, to be back there. */
  scrolled = 0
  /** Tracks of those that are meant, album by album. */
  tracks = $state.raw<readonly number[]>([])

  readonly rows: LazyRows<AlbumRow>
  readonly #bridge: PageBridge
  #asked = 0
  #meantAsked = 0

  constructor(bridge: PageBridge, rows: LazyRows<AlbumRow>) {
    super()
    this.#bridge = bridge
    this.rows = rows
  }

  readonly load = async (): Promise<void> => {
    const asked = ++this.#asked
    const { sort, descending, filter } = this
    try {
      const { ids } = await this.#bridge.call('albums.list', { sort, descending, filter })
      if (asked !== this.#asked) return
      this.ids = ids
      this.failure = null
    } catch (thrown) {
      if (asked === this.#asked) this.failure = toFailure(thrown)
    } finally {
      if (asked === this.#asked) this.loading = false
    }
  }

  /** Asks for the tracks of those that are meant now: what is done with albums is done with these. */
  readonly follow = async (): Promise<void> => {
    const asked = ++this.#meantAsked
    const ids = this.meant
    const found = ids.length > 0 ? await this.tracksOf(ids) : []
    if (asked === this.#meantAsked) this.tracks = found
  }

  async tracksOf(ids: number[]): Promise<number[]> {
    const { ids: found } = await this.#bridge
      .call('albums.tracks', { ids })
      .catch(() => ({ ids: [] as number[] }))
    return Array.from(found)
  }
}
