import type { PageBridge } from '#contract/bridge.ts'
import type { TrackRow } from '#contract/entities.ts'
import { isPath, likeText, seedPath } from './query-text.ts'

/** So many examples say what is wanted; more make the search too long to read. */
export const mostSeeds = 8

/** More tracks of that name than this are not looked at: the name says too little. */
const mostNamesakes = 100

/** How `like:` names a track: by its title where only this one is called so, else by its path. */
export class Seeds {
  readonly #bridge: PageBridge
  /** Titles by path, for showing a path that was written here. */
  #titles = $state.raw<Partial<Record<string, string>>>({})

  constructor(bridge: PageBridge) {
    this.#bridge = bridge
  }

  /** `like:"…"` for a track, and every other way it may stand in the query already. */
  async of(row: TrackRow): Promise<{ written: string; others: string[] }> {
    const { path } = await this.#bridge.call('library.track', { id: row.id })
    this.#titles = { ...this.#titles, [path]: row.title }
    const byTitle = likeText(row.title)
    const byPath = likeText(path)
    // A quotation mark ends what is quoted, and there is no way to write one.
    const writable = byPath === `like:"${path}"`
    if (writable && !(await this.#unique(row))) return { written: byPath, others: [byTitle] }
    return { written: byTitle, others: [byPath] }
  }

  /** A seed as people read it: the title where the query holds a path. */
  shown(written: string): string {
    const path = seedPath(written)
    return path === null ? written : written.replace(path, this.nameOf(path))
  }

  /** The title of the track at an absolute path; anything else is a name already. */
  readonly nameOf = (seed: string): string => {
    if (!isPath(seed)) return seed
    const file = seed.slice(Math.max(seed.lastIndexOf('/'), seed.lastIndexOf('\\')) + 1)
    return this.#titles[seed] ?? file.replace(/\.[^.]+$/, '').toWellFormed()
  }

  /** Whether no other track, artist or album has this name. */
  async #unique(row: TrackRow): Promise<boolean> {
    const name = likeText(row.title).slice('like:'.length)
    if (plain(row.title) === '') return false
    const text = `title:${name} | artist:${name} | album:${name}`
    const { hits, total } = await this.#bridge.call('search.query', { text, limit: mostNamesakes })
    if (total > hits.length) return false
    const rows = await this.#bridge.call('library.rows', { ids: hits.map(hit => hit.id) })
    return !rows.some(
      other => other.id !== row.id && [other.title, other.artist, other.album].some(same(row.title))
    )
  }
}

/** Names as the search compares them: words without case, accents and signs. */
const plain = (name: string): string =>
  name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .match(/[\p{L}\p{N}]+/gu)
    ?.join(' ') ?? ''

const same =
  (name: string) =>
  (other: string): boolean =>
    plain(other) === plain(name)
