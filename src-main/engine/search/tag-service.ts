import type { Suggestion, Term } from '#contract/tagging.ts'
import type { SearchLibrary } from '../../core/search/library.ts'
import { suggestFor } from '../../core/tagging/suggest/suggest.ts'
import { writtenTracks } from '../../core/tagging/terms/library-labels.ts'
import { CurrentTerms } from './terms-in-use.ts'
import type { TermSource } from './terms-in-use.ts'

export interface TagAsk {
  terms: Record<string, never>
  suggest: { ids: number[] }
}

export interface TagReply {
  terms: Term[]
  suggest: { id: number; suggestions: Suggestion[] }[]
}

type Asked = { [K in keyof TagAsk]: { kind: K; input: TagAsk[K] } }[keyof TagAsk]

const kinds: readonly string[] = ['terms', 'suggest'] satisfies (keyof TagAsk)[]

/** Whether an ask is of this family. */
export const asksTags = <A extends { kind: string }>(ask: A): ask is Extract<A, { kind: keyof TagAsk }> =>
  kinds.includes(ask.kind)

type Pause = () => Promise<void>

/** Tracks scored between two looks at whether somebody still waits. */
const together = 32

/** Answers what is asked about tags, in the search worker. */
export class TagService {
  readonly #library: SearchLibrary
  readonly #current: CurrentTerms

  constructor(source: TermSource) {
    this.#library = source.library
    this.#current = new CurrentTerms(source)
  }

  async answer(ask: Asked, pause: Pause): Promise<TagReply[keyof TagReply]> {
    if (ask.kind === 'terms') return this.#current.list(pause)
    return this.#suggest(ask.input.ids, pause)
  }

  /** What fits each of these tracks; those that were not heard are left out. */
  async #suggest(ids: readonly number[], pause: Pause): Promise<{ id: number; suggestions: Suggestion[] }[]> {
    const inUse = await this.#current.get(pause)
    const genres = new Map(writtenTracks(this.#library.db, ids).map(track => [track.id, track.genres]))
    const found: { id: number; suggestions: Suggestion[] }[] = []
    for (const [i, id] of ids.entries()) {
      if (i % together === 0) await pause()
      const suggestions = suggestFor(inUse, id, genres.get(id) ?? [])
      if (suggestions) found.push({ id, suggestions })
    }
    return found
  }
}
