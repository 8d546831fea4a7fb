import { fold } from '../../database/fold.ts'
import type { Database } from '../../database/open.ts'
import {
  ownWordsStatements,
  searchesStatements,
  type OwnWordsStatements,
  type SearchesStatements
} from '../../database/statements/searches.ts'

const mostRows = 400
const recent = 200

/** What can be completed from: words of the library, and what was asked before. */
export class OwnWords {
  readonly #statements: OwnWordsStatements
  readonly #searches: SearchesStatements
  #genres: ReturnType<OwnWordsStatements['genres']> | null = null

  constructor(db: Database) {
    this.#statements = ownWordsStatements(db)
    this.#searches = searchesStatements(db)
  }

  /** Most tracks first. */
  genres(): string[] {
    return [...new Map(this.#counted().map(({ genre }) => [fold(genre), genre])).values()]
  }

  /** Artists or albums of which a word begins so, and those before it are said. */
  beginning(column: 'artist' | 'album', text: string): string[] {
    const words = fold(text).match(/[\p{L}\p{N}]+/gu) ?? []
    return words.length === 0 ? [] : this.#statements.beginning(column, words, mostRows)
  }

  playlists = (): string[] => this.#statements.playlists()
  taught = (): string[] => this.#statements.taught()
  /** Newest first. */
  used = (): string[] => this.#searches.history(recent)

  /** Searches that find something here: of the genres, years, lengths and artists that there are. */
  examples(): string[] {
    const counted = this.#counted()
    const [first] = counted
    const dated = counted.find(({ genre, decade }) => decade !== null && genre !== first?.genre)
    const decade = dated ?? counted.find(one => one.decade !== null)
    const [artist] = this.#statements.artists(1)
    return [
      ...(first ? [first.genre.toLowerCase()] : []),
      ...(decade ? [`${decade.genre.toLowerCase()} from the ${decade.decade}s`] : []),
      ...(artist === undefined ? [] : [`like ${artist}`]),
      ...(this.#statements.anyShorter(180) ? ['songs under 3 minutes'] : [])
    ]
  }

  /** After the library changed. */
  forget(): void {
    this.#genres = null
  }

  #counted(): ReturnType<OwnWordsStatements['genres']> {
    this.#genres ??= this.#statements.genres()
    return this.#genres
  }
}
