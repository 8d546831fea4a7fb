import type { NameField } from '#contract/named.ts'
import type { NameMatch } from './name-match.ts'
import type { QueryWord } from './query-words.ts'

/** The columns of the full text that are looked into, what people call them, and how much a word there says. */
export const columns = [
  { column: 'title', field: 'title', weight: 1 },
  { column: 'artist', field: 'artist', weight: 1 },
  { column: 'album', field: 'album', weight: 0.7 },
  { column: 'genres', field: 'genre', weight: 0.9 },
  { column: 'path_text', field: 'file', weight: 0.5 }
] as const satisfies { column: string; field: NameField; weight: number }[]

/** Which words stand where in the names of a track: the sum of `placeAt` over them. */
export type Places = number

/** More words tell nothing more: one is a bit in each of five columns, and a number holds no more of them. */
export const mostOfAsked = 10

/** The word of this number in the column of that one. */
export const placeAt = (column: number, word: number): Places => 2 ** (column * mostOfAsked + word)

const wordsIn = (places: Places, column: number): number =>
  Math.floor(places / 2 ** (column * mostOfAsked)) % 2 ** mostOfAsked

/** Whether every one of so many words stands in some column. */
export function hasAll(places: Places, words: number): boolean {
  let has = 0
  for (let column = 0; column < columns.length; column++) has |= wordsIn(places, column)
  return has === 2 ** words - 1
}

/** Fields in which all of so many words stand. */
export const fieldsOfAll = (places: Places, words: number): NameField[] =>
  columns.flatMap(({ field }, column) => (wordsIn(places, column) === 2 ** words - 1 ? [field] : []))

const most = 1.5
/** What each further place adds; the name of a file often repeats a title. */
const further = 0.2
/** A word that no more tracks have tells which are meant, even beside one that they lack. */
export const rare = 20
/** Titles, artists and genres are what people mean. */
const tellingColumn = 0.9
/** Share of what was asked that such words have to be. */
const rareShare = 0.4

/** Judges tracks that have some of the words. Of so many that have the same words in the same places once. */
export class SomeWords {
  readonly #asking: readonly QueryWord[]
  /** What each word says: more the fewer tracks have it. Shares of all. */
  readonly #says: readonly number[]
  readonly #out: number
  readonly #known = new Map<Places, NameMatch | null>()
  /** What was asked last: tracks of a genre come one after the other. */
  #last: { places: Places; match: NameMatch | null } = { places: -1, match: null }

  /** `tracks`: how many there are. `denied`: words that speak for none, as do those that names spell otherwise. */
  constructor(asking: readonly QueryWord[], tracks: number, denied: ReadonlySet<string>) {
    this.#asking = asking
    const isOut = (word: QueryWord): boolean => word.misspelt || denied.has(word.text)
    this.#out = asking.reduce((out, word, i) => (isOut(word) ? out | (1 << i) : out), 0)
    const says = asking.map(word => (denied.has(word.text) ? 0 : Math.log(2 + tracks / (1 + word.tracks))))
    const sum = says.reduce((all, one) => all + one, 0)
    this.#says = says.map(one => one / Math.max(sum, 1))
  }

  /** Null: none of the words that count. */
  match(places: Places): NameMatch | null {
    if (places === this.#last.places) return this.#last.match
    const known = this.#known.get(places)
    const match = known === undefined ? this.#judge(places) : known
    this.#known.set(places, match)
    this.#last = { places, match }
    return match
  }

  #judge(places: Places): NameMatch | null {
    let [share, ofRare] = [0, 0]
    const words: string[] = []
    const there = columns.map((_, column) => wordsIn(places, column) & ~this.#out)
    this.#asking.forEach(({ text, tracks }, i) => {
      const best = Math.max(...columns.map(({ weight }, column) => (there[column]! & (1 << i) ? weight : 0)))
      if (best === 0) return
      words.push(text)
      share += best * this.#says[i]!
      if (tracks <= rare && best >= tellingColumn) ofRare += this.#says[i]!
    })
    if (words.length === 0) return null
    const names = columns.filter(({ field }, column) => field !== 'file' && there[column]! > 0).length
    return {
      kind: ofRare >= rareShare ? 'all' : 'some',
      bonus: most * share + further * Math.max(0, names - 1),
      text: words.join(' '),
      fields: columns.flatMap(({ field }, column) => (there[column]! > 0 ? [field] : [])),
      misspelt: false
    }
  }
}
