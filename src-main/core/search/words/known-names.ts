import type { Database } from '../../database/open.ts'
import { fold } from '../../database/fold.ts'
import { quoted } from '../../database/full-text.ts'
import { wordStatements, type TrackNames, type WordStatements } from '../../database/statements/words.ts'
import type { Examples, Names } from '../query/plain/names.ts'
import { isEverydaySound } from './everyday-sounds.ts'
import { plainWords } from './plain-words.ts'

const mostRows = 3000
/** More tracks of one artist add nothing to "like this artist". */
const mostExamples = 24
const mostNames = 3

const wordsOf = (text: string): string[] => fold(text).match(/[\p{L}\p{N}]+/gu) ?? []
/** As names are compared; then without the article that half of the tags leave out. */
const plain = (text: string): string => plainWords(text).join(' ')
const bare = (text: string): string => plain(text).replace(/^the /, '')
/** The single artists of "Bach, Gould" and "Simon & Garfunkel", and both together. */
const artistsOf = ({ artists }: TrackNames): string[] =>
  artists.flatMap(one => [one, ...one.split(/\s*(?:[,;&/]| feat\.? | with )\s*/i)]).map(bare)

/** What is called how in the library, looked up in the full text. */
export class KnownNames implements Names {
  readonly #statements: WordStatements

  constructor(db: Database) {
    this.#statements = wordStatements(db)
  }

  isName(text: string): boolean {
    const asked = plain(text)
    return this.#rows(text).some(row =>
      [row.title, row.album, ...row.artists].some(one => plain(one) === asked)
    )
  }

  isArtist(text: string): boolean {
    const asked = bare(text)
    return this.#rows(text).some(row => artistsOf(row).includes(asked))
  }

  hasWord(word: string): boolean {
    return this.#statements.ids(quoted(word), 1).length > 0
  }

  examples(text: string): Examples | null {
    if (isEverydaySound(text)) return null
    const asked = bare(text)
    const rows = this.#rows(asked)
    const exact = rows.filter(row => artistsOf(row).includes(asked))
    if (exact.length > 0) return examplesOf(exact, artistOf)
    const titled = rows.filter(row => bare(row.title) === asked)
    if (titled.length > 0) return examplesOf(titled, titleAndArtist)
    // "Bach" is how everybody says "Johann Sebastian Bach".
    const surname = rows.filter(row => artistsOf(row).some(one => one.endsWith(` ${asked}`)))
    if (surname.length > 0) return examplesOf(surname, artistOf)
    return this.#ofBoth(text) ?? ofComposer(rows, asked)
  }

  /** "Teardrop by Massive Attack", "Massive Attack - Teardrop". */
  #ofBoth(text: string): Examples | null {
    const [, title, by] = /^(.+) by (.+)$/i.exec(text) ?? []
    const pairs = title === undefined ? [] : [[title, by!] as const]
    const [, first, second] = /^(.+?)\s+[-–]\s+(.+)$/.exec(text) ?? []
    if (first !== undefined) pairs.push([first, second!], [second!, first])
    for (const [one, artist] of pairs) {
      const rows = this.#rows(one).filter(
        row => bare(row.title) === bare(one) && artistsOf(row).includes(bare(artist))
      )
      if (rows.length > 0) return examplesOf(rows, titleAndArtist)
    }
    return null
  }

  #rows(text: string): TrackNames[] {
    const words = wordsOf(text)
    if (words.length === 0 || words.length > 16) return []
    return this.#statements.names(
      this.#statements.ids(`{title artist album} : ${quoted(words.join(' '))}`, mostRows)
    )
  }
}

/** Whose works others play: "Bach: Air", an album "Bach: Cello Suites". */
function ofComposer(rows: readonly TrackNames[], asked: string): Examples | null {
  const found = rows.filter(row =>
    [row.title, row.album].some(one => bare(/^([^:–—]+?)\s*(?::|[-–—]\s)/.exec(one)?.[1] ?? '') === asked)
  )
  return found.length === 0 ? null : examplesOf(found, titleAndArtist)
}

const artistOf = (row: TrackNames): string => row.artists[0] ?? ''
const titleAndArtist = (row: TrackNames): string =>
  artistOf(row) === '' ? row.title : `${row.title} · ${artistOf(row)}`

function examplesOf(rows: readonly TrackNames[], nameOf: (row: TrackNames) => string): Examples {
  const ordered = [...rows].sort((a, b) => a.id - b.id)
  return {
    ids: ordered.slice(0, mostExamples).map(({ id }) => id),
    names: [...new Set(ordered.map(nameOf))].slice(0, mostNames)
  }
}
