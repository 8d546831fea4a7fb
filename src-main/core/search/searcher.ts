import type { SearchAnswer, SearchHit } from '#contract/entities.ts'
import type { Heat } from '#contract/heat.ts'
import type { Completion } from '#contract/searches.ts'
import { EarshotError } from '#contract/errors.ts'
import type { MomentsAnswer } from '#contract/moments.ts'
import { passageStatements, type PassageStatements } from '../database/statements/passages.ts'
import type { Pause } from '../threads/pause.ts'
import { explain, relatedTags } from './answer/explain.ts'
import type { TagNames } from './answer/explain.ts'
import { findMoments } from './answer/find-moments.ts'
import { HeatScales, heardAt, heatOf, momentOf } from './answer/heat.ts'
import { plainHit } from './answer/plain-hit.ts'
import { placeOf } from './answer/passages.ts'
import { prepare } from './answer/question.ts'
import type { Question } from './answer/question.ts'
import { rank } from './answer/rank.ts'
import { CloseLook } from './answer/score.ts'
import { complete } from './complete/complete.ts'
import { SoundExamples } from './complete/sound-examples.ts'
import type { TrackSet } from './filters/track-set.ts'
import type { SearchLibrary } from './library.ts'
import type { PhraseVectors } from './scoring/phrase-vectors.ts'
import type { Limits } from './variety/ledger.ts'
import { vary, type Shown } from './variety/vary.ts'

/** `Limits` left out: any number of an artist, each recording once, the best first. */
export interface QueryInput extends Partial<Limits> {
  text: string
  limit: number
  all: boolean
  /** Words in plain language that are to stay words. */
  kept?: readonly string[] | undefined
}

/** `Limits` as for a query; the order is by heat. */
export interface MomentsInput extends Partial<Limits> {
  text: string
  limit: number
}

export interface SimilarInput extends Partial<Limits> {
  ids: readonly number[]
  paths: readonly string[]
  text: string
  limit: number
}

const unlimited: Limits = { artistCap: null, foldDuplicates: true, diversity: 0 }
/** Ranked places from which that many are shown: some are left out. */
const room = (most: number): number => 2 * most + 50

/** Answers searches from a library in memory. */
export class Searcher {
  readonly library: SearchLibrary
  readonly phrases: PhraseVectors
  readonly #passages: PassageStatements
  readonly #scales: HeatScales
  readonly #examples: SoundExamples
  /** Set once the names of the tags are embedded; until then reasons go without tags. */
  tags: TagNames | null = null

  constructor(library: SearchLibrary, phrases: PhraseVectors, examples = new SoundExamples()) {
    this.#examples = examples
    this.library = library
    this.phrases = phrases
    this.#passages = passageStatements(library.db)
    this.#scales = new HeatScales(library)
  }

  /** Ways to go on with a text from the caret; of an empty one, where no tag names a genre, by what is heard. */
  async complete(text: string, at: number, pause: Pause): Promise<Completion[]> {
    const { index, ownWords } = this.library
    const bare = text.trim() === '' && ownWords.used().length === 0 && ownWords.genres().length === 0
    const query = (phrase: string): Promise<SearchAnswer> =>
      this.query({ text: phrase, limit: 1, all: false }, pause)
    const heard = bare ? await this.#examples.of(index.count, query) : []
    return complete(ownWords, this.tags?.names ?? [], text, at, heard)
  }

  async query({ text, limit, all, kept, ...limits }: QueryInput, pause: Pause): Promise<SearchAnswer> {
    const started = performance.now()
    const question = await prepare(this.library, this.phrases, text, [], pause, { kept })
    await pause()
    return this.#answer(question, { limit, all, ...unlimited, ...limits }, pause, started)
  }

  /** Throws not-found for a track that is unknown, or was never heard. */
  async similar({ ids, paths, text, limit, ...limits }: SimilarInput, pause: Pause): Promise<SearchAnswer> {
    const started = performance.now()
    const examples = [...ids, ...paths.map(path => this.#trackAt(path))]
    if (examples.length === 0) {
      throw new EarshotError('bad-request', 'Name at least one track that the others should resemble.')
    }
    const analysed = examples.filter(id => this.library.index.rowOf(id) !== undefined)
    if (analysed.length === 0) {
      throw new EarshotError(
        'not-found',
        'None of these tracks has been listened to yet; analyse them first.'
      )
    }
    const question = await prepare(this.library, this.phrases, text, examples, pause)
    await pause()
    return this.#answer(question, { limit, all: false, ...unlimited, ...limits }, pause, started)
  }

  /** The query's score along one track. Throws not-found while the track has not been heard. */
  async heat({ id, text }: { id: number; text: string }, pause: Pause): Promise<Heat> {
    const question = await prepare(this.library, this.phrases, text, [], pause)
    await pause()
    return heatOf(this.library, question, id, this.#scales)
  }

  /** The passages of the library that sound like the words, hottest first. */
  async moments({ text, limit, ...limits }: MomentsInput, pause: Pause): Promise<MomentsAnswer> {
    const started = performance.now()
    const question = await prepare(this.library, this.phrases, text, [], pause)
    await pause()
    const kept = { ...unlimited, ...limits }
    const found = await findMoments(this.library, question, this.#scales, limit, kept, pause)
    const unanalysed = passingAny(question).without(this.library.analysed).count
    return { text, parts: question.parts, ...found, unanalysed, elapsed: performance.now() - started }
  }

  async #answer(
    question: Question,
    { limit, all, ...limits }: Omit<QueryInput, 'text'> & Limits,
    pause: Pause,
    started: number
  ): Promise<SearchAnswer> {
    const { text, parts, alternatives } = question
    const most = all ? Infinity : limit
    const unanalysed = passingAny(question).without(this.library.analysed).count
    const finish = (
      hits: SearchHit[],
      cut: number,
      total: number,
      found = { byName: 0, bySound: 0 },
      left = { versions: 0, artists: 0 }
    ): SearchAnswer => ({
      text,
      parts,
      hits,
      cut,
      found,
      total,
      unanalysed,
      left,
      elapsed: performance.now() - started
    })
    if (alternatives.every(one => !one.asks)) {
      const asked = passingAny(question)
      const filters = (id: number): string[] =>
        alternatives.find(({ passing }) => passing.has(id))?.filters ?? []
      const ids = this.library.listOrder.first(asked, most)
      const hits = ids.map((id, i) => plainHit(id, i + 1, filters(id)))
      return finish(hits, asked.count, asked.count)
    }
    const { ranked, cut, found, total } = await rank(this.library, question, limit, all, pause)
    await pause()
    // All of them are all of them.
    const kept = all ? { ...unlimited, foldDuplicates: false } : limits
    const { shown, folded, capped } = vary(this.library, ranked.slice(0, room(most)), kept)
    await pause()
    const left = { versions: folded.length, artists: capped.length }
    const gone = [...folded, ...capped]
    const still = {
      byName: found.byName - gone.filter(one => one.words).length,
      bySound: found.bySound - gone.filter(one => one.band !== 'weak').length
    }
    return finish(this.#hits(question, shown.slice(0, most)), cut - gone.length, total, still, left)
  }

  #hits({ alternatives }: Question, ranked: readonly Shown[]): SearchHit[] {
    const alpha = this.library.model.profile.negativeAlpha
    const looks = alternatives.map(({ wanted, filters }) => ({
      asked: { wanted, filters, alpha, related: relatedTags(this.tags, wanted) },
      close: wanted.length > 0 ? new CloseLook(this.library, wanted) : null
    }))
    const withPassages = this.#passages.trackIds()
    this.library.windows?.complete(ranked.map(({ id }) => id))
    return ranked.map(({ id, row, score, band, alternative, look, words, versions }, i) => {
      const { asked, close } = looks[alternative]!
      const analysed = look?.analysed ?? null
      const along = analysed && close ? close.along(row, analysed, look!.nearness) : null
      const best = analysed && along ? momentOf(along.whole, analysed) : null
      const at = analysed && along ? heardAt(this.library, along.parts, analysed) : []
      const tags = analysed?.tags ?? null
      const reasons = explain(asked, { parts: look?.parts ?? [], words, tags, at })
      const place = placeOf(best, words, withPassages.has(id) ? this.#passages.ofTrack(id) : [])
      const named = words ? { fields: words.fields, misspelt: words.misspelt } : null
      return { id, rank: i + 1, score, band, named, ...place, reasons, versions }
    })
  }

  #trackAt(path: string): number {
    const id = this.library.trackIds.at(path)
    if (id !== null) return id
    throw new EarshotError('not-found', `${path} is not in the library; add its folder first.`)
  }
}

const passingAny = ({ alternatives }: Question): TrackSet =>
  alternatives.map(one => one.passing).reduce((all, one) => all.or(one))
