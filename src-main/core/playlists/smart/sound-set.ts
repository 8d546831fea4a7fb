import type { QueryPart } from '#contract/entities.ts'
import { moves } from '../../library/moving-filters.ts'
import { prepare } from '../../search/answer/question.ts'
import type { Prepared } from '../../search/answer/question.ts'
import { CloseLook, nullOf, scoreRows } from '../../search/answer/score.ts'
import { best } from '../../search/answer/select.ts'
import type { SearchLibrary } from '../../search/library.ts'
import { combine } from '../../search/scoring/combine.ts'
import { line } from '../../search/scoring/cut.ts'
import { dot } from '../../search/scoring/vectors.ts'
import type { PhraseVectors } from '../../search/scoring/phrase-vectors.ts'

/** The tracks above a phrase's line, with their scores. */
export interface SoundSet {
  cut: number
  scores: Map<number, number>
  /** False where the phrase is a search that only filters: nothing was listened for. */
  heard: boolean
  /** Parts of the phrase that say nothing, such as the name of a playlist that is gone. */
  leftOut: readonly QueryPart[]
  /** Parts that are not known as sounds. They are listened for all the same: a list that was made stays as it is. */
  unknown: readonly QueryPart[]
}

/** A set that a condition asks for, and how well its members fit where that is known. */
export interface RuleSet {
  has(id: number): boolean
  sound: SoundSet | null
}

/** Looked at closely, at least; in a small library all. */
const looked = 1000
const smallLibrary = 5000
/** The second look moves a track by less than this, nearly always. */
const margin = 1.2
const outgrown = 1.25

interface Kept extends SoundSet {
  /** Where the line was drawn from the library: how large it was then. */
  drawnAt: number
}

/**
 * Sets of sound phrases, kept and brought up to date. A line drawn from the scores of the library stays while the
 * library stays about as large, so that a track does not leave because others came.
 */
export class SoundSets {
  readonly #library: SearchLibrary
  readonly #phrases: PhraseVectors
  readonly #known = new Map<string, Kept>()

  constructor(library: SearchLibrary, phrases: PhraseVectors) {
    this.#library = library
    this.#phrases = phrases
  }

  /** `changed`: tracks that changed since the last time; null: look at all. `cut`: instead of a line of its own. */
  async of(phrase: string, cut: number | null, changed: readonly number[] | null): Promise<SoundSet> {
    const key = JSON.stringify([phrase.trim().toLowerCase(), cut])
    const asked = await prepare(this.#library, this.#phrases, phrase, [], undefined, {
      doubtful: 'heard'
    })
    // In a search a name that is none is shown and left out; kept, it must not let the whole library in.
    const alternatives = asked.alternatives.filter(one => !one.lacks)
    const leftOut = asked.parts.filter(part => part.kind === 'wrong')
    const unknown = asked.parts.filter(part => part.trust === 'not-understood')
    const known = this.#known.get(key)
    const { count } = this.#library.index
    const grown =
      !known || moves(phrase) || count > known.drawnAt * outgrown || count < known.drawnAt / outgrown
    if (!grown && changed) {
      this.#update(known, alternatives, changed)
      return known
    }
    const made = { ...this.#make(alternatives, cut), leftOut, unknown, drawnAt: count }
    this.#known.set(key, made)
    return made
  }

  #make(alternatives: readonly Prepared[], cut: number | null): Omit<SoundSet, 'leftOut' | 'unknown'> {
    const library = this.#library
    const { index } = library
    const scores = new Map<number, number>()
    const sounding = alternatives.filter(one => one.wanted.length > 0)
    // A search that only filters is a set too: everything it lets through.
    const letThrough = (at: number): void => {
      for (const one of alternatives) {
        if (one.asks) continue
        for (const id of one.passing.ids()) if (!scores.has(id)) scores.set(id, at)
      }
    }
    if (sounding.length === 0 || index.count === 0) {
      letThrough(cut ?? 0)
      return { cut: cut ?? 0, scores, heard: false }
    }
    const all = new Float32Array(index.count).fill(-Infinity)
    for (const one of sounding) {
      const { rows, scores: own } = scoreRows(library, one)
      const look = new CloseLook(library, one.wanted)
      const closely = best(own, index.count <= smallLibrary ? index.count : looked)
      library.windows?.ready(closely.map(place => index.ids[rows[place]!]!))
      for (const place of closely) own[place] = look.at(rows[place]!, own[place]!).score
      for (let i = 0; i < rows.length; i++) if (own[i]! > all[rows[i]!]!) all[rows[i]!] = own[i]!
    }
    const threshold = cut ?? line(all, nullOf(library, sounding[0]!.wanted)).good
    for (let row = 0; row < all.length; row++) {
      if (all[row]! >= threshold) scores.set(index.ids[row]!, all[row]!)
    }
    letThrough(threshold)
    return { cut: threshold, scores, heard: true }
  }

  #update(known: Kept, alternatives: readonly Prepared[], changed: readonly number[]): void {
    const library = this.#library
    const looks = alternatives
      .filter(one => one.wanted.length > 0)
      .map(one => ({ one, look: new CloseLook(library, one.wanted), chance: nullOf(library, one.wanted) }))
    const filters = alternatives.filter(one => !one.asks)
    for (const id of changed) {
      known.scores.delete(id)
      if (filters.some(one => one.passing.has(id))) known.scores.set(id, known.cut)
      const row = library.index.rowOf(id)
      if (row === undefined) continue
      const vector = library.index.vector(row)
      let score = -Infinity
      for (const { one, look, chance } of looks) {
        if (!one.passing.has(id)) continue
        const first = (this.#firstLook(one, vector, row) - chance.mean) / chance.deviation
        if (first > known.cut - margin) score = Math.max(score, look.at(row, first).score)
      }
      // Rounded as those that were looked at together, so that equals stay equal.
      if (Math.fround(score) >= known.cut) known.scores.set(id, Math.fround(score))
    }
  }

  /** One row's score from its mean vector, as `scoreRows` gives it for all. */
  #firstLook({ wanted }: Prepared, vector: Float32Array, row: number): number {
    const { phraseStandard, peerStandard, model } = this.#library
    const parts = { positive: [] as number[], negative: [] as number[] }
    for (const one of wanted) {
      const standard = one.kind === 'seed' ? peerStandard : phraseStandard
      const score = (dot(one.vector, vector) - standard.mean[row]!) / standard.deviation
      ;(one.negative ? parts.negative : parts.positive).push(score)
    }
    return combine(parts, model.profile.negativeAlpha)
  }
}
