import type { NameField } from '#contract/named.ts'
import type { Database } from '../../database/open.ts'
import { fold } from '../../database/fold.ts'
import { quoted } from '../../database/full-text.ts'
import { passageStatements, type PassageStatements } from '../../database/statements/passages.ts'
import { wordStatements, type WordStatements } from '../../database/statements/words.ts'
import { compare, type NameMatch, type Typed } from './name-match.ts'
import { plainWords } from './plain-words.ts'
import { covers, queryWords, type QueryWord } from './query-words.ts'
import { PlacesOfTracks } from './places-of-tracks.ts'
import { columns, fieldsOfAll, hasAll, mostOfAsked, placeAt, SomeWords } from './some-words.ts'
import { allWords } from './all-words.ts'
import { Vocabulary } from './vocabulary.ts'

const everywhere = `{${columns.map(({ column }) => column).join(' ')}}`
/** Tracks that one question to the full text finds, at most. */
const mostRows = 2000
const mostGenreRows = 50_000
/** A word that more tracks have tells nothing by itself. */
const common = 1500
/** Lists of tracks that are kept. */
const mostGenres = 24
/** Tracks of which the names themselves are compared. */
const mostCompared = 800
/** Of those that have only some of the words. */
const mostOfSome = 200
/** A vocabulary of so many words is not read again for every change: */
const large = 20_000
/** reading it takes this share of the time, at most. */
const readingShare = 0.02

interface Known {
  known: Vocabulary
  tracks: number
  /** Whether any file has passages with names. */
  passages: boolean
  /** When it was read, and how long that took, milliseconds. */
  at: number
  took: number
}

/** Finds tracks by their names: titles, artists, albums, genres, files and folders. */
export class WordSearch {
  readonly #statements: WordStatements
  readonly #parts: PassageStatements
  #known: Known | null = null
  #changed = true
  /** Tracks of genres that were asked for: a genre may have a good part of the library. */
  readonly #genres = new Map<string, readonly number[]>()
  /** Of the question at work. */
  readonly #places = new PlacesOfTracks()

  constructor(db: Database) {
    this.#statements = wordStatements(db)
    this.#parts = passageStatements(db)
  }

  /** After the library changed. */
  forget(): void {
    this.#changed = true
  }

  /**
   * `groups`: quoted groups, whose words have to follow each other. `denied`: what is not wanted as a sound: it may be a
   * part of a title, but speaks for no track by itself. The last word may still be being typed.
   */
  match(text: string, groups: readonly string[], denied: readonly string[] = []): Map<number, NameMatch> {
    const { known, tracks, passages } = this.#words()
    const words = queryWords(text, known)
    if (words.length === 0) return this.#bySigns(text.trim())
    const asked = words.filter(word => !word.filler)
    const typed: Typed = {
      text: text.trim().replace(/\s+/g, ' '),
      words,
      asking: asked.length > 0 ? asked : words
    }
    const places = this.#placesOf(typed.asking)
    const judge = new SomeWords(typed.asking, tracks, new Set(denied.flatMap(plainWords)))
    const found = new Map<number, NameMatch>()
    if (typed.asking.length > 1)
      places.each((id, place) => {
        const match = judge.match(place)
        if (match) found.set(id, match)
      })
    this.#all(typed, this.#withAll(typed, groups, places), found)
    if (passages) this.#passages(typed, found)
    return found
  }

  #words(): Known {
    const last = this.#known
    const started = performance.now()
    const isRecent = last && last.known.size > large && started - last.at < last.took / readingShare
    if (last && (!this.#changed || isRecent)) return last
    const known = new Vocabulary(this.#statements.terms())
    const at = performance.now()
    this.#changed = false
    this.#genres.clear()
    const passages = this.#parts.trackIds().size > 0
    return (this.#known = { known, tracks: this.#statements.count(), passages, at, took: at - started })
  }

  /** Where which of the words stand: of those that are not too common, everywhere; of others in genres alone. */
  #placesOf(asking: readonly QueryWord[]): PlacesOfTracks {
    const places = this.#places
    places.clear()
    asking.slice(0, mostOfAsked).forEach((word, i) => {
      if (word.terms.length === 0) return
      columns.forEach(({ column }, at) => {
        if (column !== 'genres' && isCommon(word)) return
        places.add(this.#having(column, anyOf(word)), placeAt(at, i))
      })
    })
    return places
  }

  #having(column: string, match: string): readonly number[] {
    const asked = `${column} : ${match}`
    if (column !== 'genres') return this.#statements.ids(asked, mostRows)
    const known = this.#genres.get(asked) ?? this.#statements.ids(asked, mostGenreRows)
    if (this.#genres.size > mostGenres) this.#genres.clear()
    this.#genres.set(asked, known)
    return known
  }

  /**
   * Fields that have all of the words, of each track where they all stand somewhere. Tracks of which none has them all
   * by itself have no fields.
   */
  #withAll(typed: Typed, groups: readonly string[], places: PlacesOfTracks): Map<number, NameField[]> {
    const { asking } = typed
    const found = new Map<number, NameField[]>()
    if (asking.some(word => word.terms.length === 0)) return found
    const grouped = groups.filter(group => plainWords(group).length > 0).map(quoted)
    if (grouped.length === 0 && asking.length <= mostOfAsked && !asking.some(isCommon)) {
      places.each((id, place) => {
        if (hasAll(place, asking.length)) found.set(id, fieldsOfAll(place, asking.length))
      })
      return found
    }
    const all = `(${[...grouped, ...asking.map(anyOf)].join(' AND ')})`
    for (const { column, field } of columns) {
      for (const id of this.#having(column, all)) {
        const fields = found.get(id)
        if (fields) fields.push(field)
        else found.set(id, [field])
      }
    }
    if (asking.length > 1)
      for (const id of this.#statements.ids(`${everywhere} : ${all}`, mostRows))
        if (!found.has(id)) found.set(id, [])
    return found
  }

  /** Takes what all of the words say, and names that the query holds, in the place of what was found by some. */
  #all(typed: Typed, where: ReadonlyMap<number, NameField[]>, found: Map<number, NameMatch>): void {
    const ids = new Set([...where.keys()].slice(0, mostCompared))
    for (const id of strongest(found, mostOfSome)) ids.add(id)
    const compared = new Map(this.#statements.names([...ids]).map(names => [names.id, compare(typed, names)]))
    for (const id of new Set([...where.keys(), ...compared.keys()])) {
      const match = allWords(typed, where.get(id) ?? null, compared.get(id), found.get(id))
      if (match) found.set(id, match)
    }
  }

  /** Tracks of cue sheets: a file is found by each, unless it is found as well by its own names. */
  #passages({ text, asking }: Typed, found: Map<number, NameMatch>): void {
    if (asking.some(word => word.terms.length === 0)) return
    for (const row of this.#parts.named(asking.map(anyOf).join(' AND '), mostRows)) {
      const [title, artist] = [row.title, row.artist].map(plainWords)
      const isWhole = [title!, [...artist!, ...title!], [...title!, ...artist!]].some(
        name => name.length === asking.length && name.every((one, i) => covers(asking[i]!, one))
      )
      const before = found.get(row.trackId)
      if (before?.kind === 'exact' || (before && before.kind !== 'some' && !isWhole)) continue
      const kind = isWhole ? 'exact' : 'all'
      const bonus = isWhole ? 2 : 1
      const name = row.title || row.artist || text
      found.set(row.trackId, { kind, bonus, text: name, fields: ['passage'], misspelt: false, passage: row })
    }
  }

  /** Names made of signs alone ("!!!") are no words to the full text. */
  #bySigns(text: string): Map<number, NameMatch> {
    const match: NameMatch = { kind: 'exact', bonus: 2, text, fields: ['title'], misspelt: false }
    if (text === '') return new Map()
    return new Map(this.#statements.named(fold(text), mostRows).map(id => [id, match]))
  }
}

const isCommon = ({ tracks }: QueryWord): boolean => tracks > common

const anyOf = ({ terms }: QueryWord): string => (terms.length === 1 ? terms[0]! : `(${terms.join(' OR ')})`)

/** The tracks whose words say most. */
function strongest(found: ReadonlyMap<number, NameMatch>, most: number): number[] {
  const counts = new Map<NameMatch, number>()
  for (const match of found.values()) counts.set(match, (counts.get(match) ?? 0) + 1)
  const best = [...counts.keys()].sort((a, b) => b.bonus - a.bonus)
  const taken = new Set<NameMatch>()
  for (let room = most; room > 0 && best.length > 0;) {
    const match = best.shift()!
    taken.add(match)
    room -= counts.get(match)!
  }
  const ids: number[] = []
  for (const [id, match] of found) {
    if (ids.length === most) break
    if (taken.has(match)) ids.push(id)
  }
  return ids
}
