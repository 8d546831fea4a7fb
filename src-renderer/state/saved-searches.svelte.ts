import type { PageBridge } from '#contract/bridge.ts'
import type { Playlist } from '#contract/playlists.ts'
import type { SavedSearch } from '#contract/searches.ts'

/** While the library changes, counts are taken anew this often at most. */
const refresh = 8000

/** Searches that are kept, each with how many tracks it finds. */
export class SavedSearches {
  all = $state.raw<readonly SavedSearch[]>([])
  /** How many tracks lie above the line, by the number of the search; missing until it is known. */
  counts = $state.raw<Readonly<Partial<Record<number, number>>>>({})

  readonly #bridge: PageBridge
  readonly #failed: (thrown: unknown) => void
  #timer: ReturnType<typeof setTimeout> | null = null

  constructor(bridge: PageBridge, failed: (thrown: unknown) => void) {
    this.#bridge = bridge
    this.#failed = failed
    bridge.on('library.changed', () => this.#refreshSoon())
  }

  async load(): Promise<void> {
    try {
      this.all = await this.#bridge.call('search.saved', {})
      for (const { id, text } of this.all) await this.#count(id, text)
    } catch (thrown) {
      this.#failed(thrown)
    }
  }

  /** The one with this text; undefined where it is not kept. */
  of(text: string): SavedSearch | undefined {
    const plain = text.trim()
    return this.all.find(one => one.text === plain)
  }

  /** Keeps the search, or forgets it where it is kept already. */
  async toggle(text: string): Promise<void> {
    const known = this.of(text)
    try {
      if (known) await this.#bridge.call('search.forget', { id: known.id })
      else await this.#bridge.call('search.save', { text: text.trim() })
    } catch (thrown) {
      this.#failed(thrown)
    }
    await this.load()
  }

  async #count(id: number, text: string): Promise<void> {
    const { cut } = await this.#bridge.call('search.query', { text, limit: 1 })
    this.counts = { ...this.counts, [id]: cut }
  }

  #refreshSoon(): void {
    if (this.#timer || this.all.length === 0) return
    this.#timer = setTimeout(() => {
      this.#timer = null
      void this.load()
    }, refresh)
  }
}

/** The smart playlist that a search became: one that asks for this sound and nothing else. */
export const smartOf = (text: string, playlists: readonly Playlist[]): Playlist | undefined =>
  playlists.find(({ rules }) => {
    const rule =
      rules !== null && 'all' in rules.match && rules.match.all.length === 1 ? rules.match.all[0] : null
    return (
      rule != null && 'field' in rule && rule.field === 'sound' && rule.op === 'is' && rule.value === text
    )
  })
