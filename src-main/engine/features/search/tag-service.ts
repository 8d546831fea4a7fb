import type { Description, Finding, Subject, Suggestion, Term } from '#contract/tagging.ts'
import { measurementStatements } from '../../../core/database/statements/measurements.ts'
import type { Pause } from '../../../core/jobs/pause.ts'
import type { SearchLibrary } from '../../../core/search/library.ts'
import { audit } from '../../../core/tagging/audit/audit.ts'
import { likely } from '../../../core/tagging/audit/likely.ts'
import { describeTracks } from '../../../core/tagging/describe/describe.ts'
import { subjectTracks } from '../../../core/tagging/describe/subject.ts'
import { suggestFor } from '../../../core/tagging/suggest/suggest.ts'
import type { Teacher } from '../../../core/tagging/taught/teacher.ts'
import { writtenTracks } from '../../../core/tagging/terms/library-labels.ts'
import { CurrentTerms } from '../../../core/tagging/terms/in-use.ts'
import type { TermSource } from '../../../core/tagging/terms/in-use.ts'

export interface TagAsk {
  terms: Record<string, never>
  /** `learn`: taught tags that are not learnt yet are waited for. */
  suggest: { ids: number[]; learn?: boolean }
  describe: { of: Subject }
  audit: { limit: number }
}

export interface TagReply {
  terms: Term[]
  suggest: { id: number; suggestions: Suggestion[] }[]
  describe: Description
  audit: Finding[]
}

type Asked = { [K in keyof TagAsk]: { kind: K; input: TagAsk[K] } }[keyof TagAsk]

const kinds: readonly string[] = ['terms', 'suggest', 'describe', 'audit'] satisfies (keyof TagAsk)[]

/** Whether an ask is of this family. */
export const asksTags = <A extends { kind: string }>(ask: A): ask is Extract<A, { kind: keyof TagAsk }> =>
  kinds.includes(ask.kind)

type TaughtSource = Teacher['carried']

/** Tracks scored between two looks at whether somebody still waits. */
const together = 32
/** Tracks of an audit that are looked at closely, whole albums together. */
const mostAudited = 4000
/** Of more tracks than that, evenly picked ones stand for all. */
const mostDescribed = 400

/** Answers what is asked about tags, in the search worker. */
export class TagService {
  readonly #library: SearchLibrary
  readonly #current: CurrentTerms
  readonly #taught: TaughtSource

  /** `taught`: the taught tags that tracks carry. */
  constructor(source: TermSource, taught: TaughtSource) {
    this.#taught = taught
    this.#library = source.library
    this.#current = new CurrentTerms(source)
  }

  async answer(ask: Asked, pause: Pause): Promise<TagReply[keyof TagReply]> {
    if (ask.kind === 'terms') return this.#current.list(pause)
    if (ask.kind === 'suggest') return this.#suggest(ask.input, pause)
    if (ask.kind === 'describe') return this.#describe(ask.input.of, pause)
    return this.#audit(ask.input.limit, pause)
  }

  /** What fits each of these tracks; those that were not heard are left out. */
  async #suggest({ ids, learn = false }: TagAsk['suggest'], pause: Pause): Promise<TagReply['suggest']> {
    const taught = await this.#taught(ids, learn, pause)
    const inUse = await this.#current.get(pause)
    const genres = new Map(writtenTracks(this.#library.db, ids).map(track => [track.id, track.genres]))
    const found: { id: number; suggestions: Suggestion[] }[] = []
    for (const [i, id] of ids.entries()) {
      if (i % together === 0) await pause()
      const suggestions = suggestFor(inUse, id, genres.get(id) ?? [])
      if (suggestions) found.push({ id, suggestions: [...(taught.get(id) ?? []), ...suggestions] })
    }
    return found
  }

  async #describe(of: Subject, pause: Pause): Promise<Description> {
    const { db } = this.#library
    const ids = subjectTracks(db, of)
    const step = Math.max(1, ids.length / mostDescribed)
    const some = Array.from(
      { length: Math.min(ids.length, mostDescribed) },
      (_, i) => ids[Math.floor(i * step)]!
    )
    const measured = measurementStatements(db).byTracks(some)
    const genres = new Map(writtenTracks(db, some).map(track => [track.id, track.genres]))
    const tracks = some.map(id => ({ id, genres: genres.get(id) ?? [], measured: measured.get(id) ?? null }))
    const span = of.kind === 'track' ? { start: of.start, end: of.end } : {}
    return describeTracks(await this.#current.get(pause), tracks, span, ids.length, pause)
  }

  async #audit(limit: number, pause: Pause): Promise<Finding[]> {
    const inUse = await this.#current.get(pause)
    const { db, index } = this.#library
    const heard = writtenTracks(db).filter(({ id }) => index.rowOf(id) !== undefined)
    await pause()
    return audit(inUse, likely(inUse, this.#library, heard, mostAudited), limit, pause)
  }
}
