import type { Passage } from '#contract/entities.ts'
import type { Database } from '../../database/open.ts'
import { fold } from '../../database/fold.ts'
import { passageStatements, type PassageStatements } from '../../database/statements/passages.ts'
import { wordStatements, type WordStatements } from '../../database/statements/words.ts'
import { quoted } from '../../database/full-text.ts'

/**
 * How well a track's written words answer the query.
 * `exact`: title, artist or album is the query. `all`: every word is in title, artist or album.
 * `some`: a genre is named, or words occur.
 */
export interface WordMatch {
  kind: 'exact' | 'all' | 'some'
  /** What it adds to the score, standard deviations. */
  bonus: number
  /** The words that matched, for people. */
  text: string
  /** The part of the file that is called so, where it is not the file. */
  passage?: Passage & { trackId: number; duration: number | null }
}

const bonuses = { exact: 2, all: 1, genre: 1.5, genreWord: 0.5, some: 0.5 }
/** FTS5 sorts all it finds, and short words are everywhere: below this length a word is looked up but never ranked. */
const rankedLength = 4
const mostRows = 3000
const mostGenreRows = 50_000
/** In every folder of music, and in half of all questions about it. */
const empty = new Set(
  'music musik musique track tracks song songs sound sounds audio with like from that this'.split(' ')
)

const wordsOf = (text: string): string[] => fold(text).match(/[\p{L}\p{N}]+/gu) ?? []

/** Finds tracks by their written words, as a plain player does, and by genres. */
export class WordSearch {
  readonly #statements: WordStatements
  readonly #parts: PassageStatements

  constructor(db: Database) {
    this.#statements = wordStatements(db)
    this.#parts = passageStatements(db)
  }

  /** `groups`: quoted groups, whose words have to follow each other. The last word may still be being typed. */
  match(text: string, groups: readonly string[]): Map<number, WordMatch> {
    const found = new Map<number, WordMatch>()
    const words = wordsOf(text).slice(0, 16)
    if (words.length === 0) {
      if (text.trim() !== '') this.#bySigns(text.trim(), found)
      return found
    }
    this.#some(words, found)
    this.#genres(words, found)
    this.#all(text, words, groups, found)
    this.#passages(words, found)
    return found
  }

  #all(text: string, words: string[], groups: readonly string[], found: Map<number, WordMatch>): void {
    const grouped = groups.flatMap(wordsOf)
    const terms = [
      ...groups.filter(group => wordsOf(group).length > 0).map(quoted),
      ...words.filter(word => !grouped.includes(word)).map(quoted)
    ]
    const last = words.at(-1)!
    const unfinished = !grouped.includes(last) && last.length >= 3 && !/\s$/.test(text)
    if (unfinished) terms[terms.length - 1] += '*'
    const query = words.join(' ')
    const shown = text.trim().replace(/\s+/g, ' ')
    for (const row of this.#statements.names(`{title artist album} : (${terms.join(' AND ')})`, mostRows)) {
      const [title, artist, album] = [row.title, row.artist, row.album].map(one => wordsOf(one).join(' '))
      const exact = [title, artist, album, `${artist} ${title}`, `${title} ${artist}`, `${artist} ${album}`]
      const kind = exact.includes(query) ? 'exact' : 'all'
      const before = found.get(row.id)?.bonus ?? 0
      found.set(row.id, { kind, bonus: bonuses[kind] + before, text: shown })
    }
  }

  /** Tracks of cue sheets: a file is found by each, unless it is found as well by its own words. */
  #passages(words: string[], found: Map<number, WordMatch>): void {
    const query = words.join(' ')
    for (const row of this.#parts.named(words.map(quoted).join(' AND '), mostRows)) {
      const [title, artist] = [row.title, row.artist].map(one => wordsOf(one).join(' '))
      const kind = [title, `${artist} ${title}`, `${title} ${artist}`].includes(query) ? 'exact' : 'all'
      const before = found.get(row.trackId)
      if (before !== undefined && before.kind !== 'some' && (before.kind === 'exact' || kind === 'all'))
        continue
      found.set(row.trackId, { kind, bonus: bonuses[kind], text: row.title || row.artist, passage: row })
    }
  }

  #genres(words: string[], found: Map<number, WordMatch>): void {
    const add = (match: string, bonus: number, text: string): void => {
      for (const id of this.#statements.ids(`genres : ${match}`, mostGenreRows)) {
        const before = found.get(id)
        if (!before || before.bonus < bonus) found.set(id, { kind: 'some', bonus, text })
      }
    }
    for (const word of words) {
      if (word.length >= rankedLength && !empty.has(word)) add(quoted(word), bonuses.genreWord, word)
    }
    const phrase = words.filter(word => !empty.has(word)).join(' ')
    if (phrase.length > 2) add(quoted(phrase), bonuses.genre, phrase)
  }

  #some(words: string[], found: Map<number, WordMatch>): void {
    const terms = [...new Set(words)].filter(word => word.length >= rankedLength && !empty.has(word))
    if (terms.length === 0) return
    const match = `{title artist album path_text} : (${terms.map(quoted).join(' OR ')})`
    const hits = this.#statements.search(match, 200)
    const best = hits[0]?.score ?? 0
    const which = this.#which(
      terms,
      hits.map(hit => hit.id)
    )
    for (const { id, score } of hits) {
      if (best <= 0 || score <= 0) continue
      found.set(id, { kind: 'some', bonus: (bonuses.some * score) / best, text: which.get(id)! })
    }
  }

  /** Which of the words each track really has: any of them was enough to be found. */
  #which(terms: readonly string[], ids: readonly number[]): Map<number, string> {
    if (terms.length === 1) return new Map(ids.map(id => [id, terms[0]!]))
    return new Map(
      this.#statements.written(ids).map(({ id, text }) => {
        const written = new Set(wordsOf(text))
        const there = terms.filter(term => written.has(term))
        // The full text folds a few letters in its own way (the two lower sigmas): then nobody can tell which it was.
        return [id, (there.length > 0 ? there : terms).join(' ')]
      })
    )
  }

  /** Names made of signs alone ("!!!") are no words to the full text. */
  #bySigns(text: string, found: Map<number, WordMatch>): void {
    for (const id of this.#statements.named(fold(text), mostRows)) {
      found.set(id, { kind: 'exact', bonus: bonuses.exact, text })
    }
  }
}
