import type { Passage } from '#contract/entities.ts'
import type { NameField } from '#contract/named.ts'
import { articles, covers, type QueryWord } from './query-words.ts'
import { plainWords } from './plain-words.ts'

/**
 * How well names of a track answer the query.
 * `exact`: the title, artist or album is what was typed. `named`: several of its words stand in one of them, it holds the
 * whole of one, or a word that says nothing of music. `all`: every word stands in its names, or one that hardly any track
 * has. `some`: others do.
 */
export type MatchKind = 'exact' | 'named' | 'all' | 'some'

export interface NameMatch {
  kind: MatchKind
  /** What it adds to the score, standard deviations. */
  bonus: number
  /** The words that matched, for people. */
  text: string
  /** Where they stand. */
  fields: readonly NameField[]
  /** Whether the name is spelt otherwise. */
  misspelt: boolean
  /** The part of the file that is called so, where it is not the file. */
  passage?: Passage & { trackId: number; duration: number | null }
}

/** What was typed, ready to be compared with names. */
export interface Typed {
  text: string
  words: readonly QueryWord[]
  /** Those that ask for something: all, where none does. */
  asking: readonly QueryWord[]
}

/** What a track is called; every artist by itself, too. */
export interface Names {
  title: string
  artists: readonly string[]
  album: string
  genres: readonly string[]
}

/** What comes of comparing a query with the names of a track. */
export interface Compared {
  /** Names that are the query. */
  exact: NameField[]
  /** Names that stand in the query as a whole. */
  held: NameField[]
  /** Those of them that must be meant: of several words, or with one that says nothing of music. */
  meant: NameField[]
  /** Words of the query that a genre takes up which stands in it as a whole: it names music, and no track. */
  genre: QueryWord[]
  /** How many words of the query these names take up. */
  words: number
}

/** Letters that a name may have more than the query and still be it: signs, an article. */
const slack = 12

/** Words without articles, unless that is all. */
function coreOf<T>(words: readonly T[], textOf: (word: T) => string): readonly T[] {
  const core = words.filter(word => !articles.has(textOf(word)))
  return core.length > 0 ? core : words
}

/** The words of a query that asks for something in which a name stands as a whole; null: it does not. */
function wordsHolding({ words, asking }: Typed, name: readonly string[]): QueryWord[] | null {
  if (name.length === 0 || !name.every(one => words.some(word => covers(word, one)))) return null
  return asking.filter(word => name.some(one => covers(word, one)))
}

/** Compares a query with names as wholes. */
export function compare(typed: Typed, { title, artists, album, genres }: Names): Compared {
  const core = coreOf(typed.words, word => word.text)
  const found: Compared = { exact: [], held: [], meant: [], genre: [], words: 0 }
  const covered = new Set<QueryWord>()
  const look = (field: NameField, name: string): void => {
    if (name === '' || name.length > typed.text.length + slack) return
    const own = coreOf(plainWords(name), word => word)
    const asked = wordsHolding(typed, own)
    if (!asked) return
    for (const word of asked) covered.add(word)
    if (!found.held.includes(field)) found.held.push(field)
    const isMeant = asked.length > 1 || asked.some(word => !word.sound && word.text.length > 2)
    if (isMeant && !found.meant.includes(field)) found.meant.push(field)
    const isExact = own.length === core.length && own.every((one, i) => covers(core[i]!, one))
    if (isExact && !found.exact.includes(field)) found.exact.push(field)
  }
  look('title', title)
  for (const artist of artists) look('artist', artist)
  look('album', album)
  found.genre = genres.flatMap(genre => wordsHolding(typed, plainWords(genre)) ?? [])
  found.words = covered.size
  // "Artist - Title": two names that are the query together.
  if (found.exact.length === 0 && found.held.length > 1 && covered.size === typed.asking.length) {
    found.exact = [...found.held]
  }
  return found
}
