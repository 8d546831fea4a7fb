import type { Description, Finding, Subject, Suggestion, Term } from '#contract/tagging.ts'
import { measurementStatements } from '../database/statements/measurements.ts'
import type { Pause } from '../threads/pause.ts'
import type { SearchLibrary } from '../search/library.ts'
import { audit } from './audit/audit.ts'
import { likely } from './audit/likely.ts'
import { describeTracks } from './describe/describe.ts'
import { subjectTracks } from './describe/subject.ts'
import { suggestFor } from './suggest/suggest.ts'
import type { Answers } from '../threads/index.ts'
import type { Teacher } from './taught/teacher.ts'
import { writtenTracks } from './terms/library-labels.ts'
import { CurrentTerms } from './terms/in-use.ts'
import { feelingLines } from './terms/feelings.ts'
import type { TermSource } from './terms/in-use.ts'

/** What a search worker is asked about tags. */
export interface TagTasks {
  terms: [Record<string, never>, Term[]]
  /** `learn`: taught tags that are not learnt yet are waited for. Tracks that were not heard are left out. */
  suggest: [{ ids: number[]; learn?: boolean }, TrackSuggestions[]]
  describe: [{ of: Subject }, Description]
  audit: [{ limit: number }, Finding[]]
}

interface TrackSuggestions {
  id: number
  suggestions: Suggestion[]
}

type TaughtSource = Teacher['carried']

/** Tracks scored between two looks at whether somebody still waits. */
const together = 32
/** Tracks of an audit that are looked at closely, whole albums together. */
const mostAudited = 4000
/** Of more tracks than that, evenly picked ones stand for all. */
const mostDescribed = 400

/** Answers what is asked about tags. */
export class TagAnswers {
  readonly answers: Answers<TagTasks> = {
    terms: (_input, { pause }) => this.#current.list(pause),
    suggest: (input, { pause }) => this.#suggest(input, pause),
    describe: ({ of }, { pause }) => this.#describe(of, pause),
    audit: ({ limit }, { pause }) => this.#audit(limit, pause)
  }
  readonly #library: SearchLibrary
  readonly #current: CurrentTerms
  readonly #taught: TaughtSource

  /** `taught`: the taught tags that tracks carry. */
  constructor(source: TermSource, taught: TaughtSource) {
    this.#taught = taught
    this.#library = source.library
    this.#current = new CurrentTerms(source)
  }

  /** What fits each of these tracks; those that were not heard are left out. */
  async #suggest({ ids, learn = false }: TagTasks['suggest'][0], pause: Pause): Promise<TrackSuggestions[]> {
    const taught = await this.#taught(ids, learn, pause)
    const inUse = await this.#current.get(pause)
    const genres = new Map(writtenTracks(this.#library.db, ids).map(track => [track.id, track.genres]))
    const found: TrackSuggestions[] = []
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
    const span = of.kind === 'track' ? { start: of.start, end: of.end } : {}
    const whole = span.start === undefined && span.end === undefined
    const tracks = some.map(id => ({
      id,
      genres: genres.get(id) ?? [],
      measured: measured.get(id) ?? null,
      feeling: whole ? (this.#library.windows?.get(id) ?? null) : null
    }))
    const lines = feelingLines(this.#library.model.name)
    return describeTracks(await this.#current.get(pause), tracks, span, ids.length, lines, pause)
  }

  async #audit(limit: number, pause: Pause): Promise<Finding[]> {
    const inUse = await this.#current.get(pause)
    const { db, index } = this.#library
    const analysed = writtenTracks(db).filter(({ id }) => index.rowOf(id) !== undefined)
    await pause()
    return audit(inUse, likely(inUse, this.#library, analysed, mostAudited), limit, pause)
  }
}
