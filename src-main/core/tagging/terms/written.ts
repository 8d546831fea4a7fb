import { id3Genres } from './id3-genres.ts'
import { broader, foldTerm, termKey } from './vocabulary.ts'
import type { VocabularyTerm } from './vocabulary.ts'

/** What written genres say in terms of the vocabulary; any group, since moods and instruments are written there too. */
export class WrittenTerms {
  readonly #terms: ReadonlyMap<string, VocabularyTerm>
  readonly #byText = new Map<string, string[]>()
  readonly #narrower = new Map<string, string[]>()

  constructor(terms: readonly VocabularyTerm[]) {
    this.#terms = new Map(terms.map(term => [termKey(term.group, term.name), term]))
    for (const term of terms) {
      const key = termKey(term.group, term.name)
      for (const text of [term.name, ...term.aliases]) {
        const folded = foldTerm(text)
        this.#byText.set(folded, [...(this.#byText.get(folded) ?? []), key])
      }
      for (const one of broader(this.#terms, term)) {
        const parent = termKey(one.group, one.name)
        this.#narrower.set(parent, [...(this.#narrower.get(parent) ?? []), key])
      }
    }
  }

  /** Keys of the terms that are written, nothing implied. */
  exactly(genres: readonly string[]): Set<string> {
    const found = new Set<string>()
    for (const text of genres.flatMap(valuesOf)) {
      for (const key of this.#byText.get(foldTerm(text)) ?? []) found.add(key)
    }
    return found
  }

  /** Whether a value says these terms and nothing else: "Metal; my favourites" says more than Metal. */
  saysOnly(value: string, keys: ReadonlySet<string>): boolean {
    const [whole, ...parts] = valuesOf(value).map(
      text => text === '' || (this.#byText.get(foldTerm(text)) ?? []).some(key => keys.has(key))
    )
    return whole! || parts.every(Boolean)
  }

  /** Those and all broader ones. */
  carried(genres: readonly string[]): Set<string> {
    const found = this.exactly(genres)
    for (const key of [...found]) {
      for (const one of broader(this.#terms, this.#terms.get(key)!)) found.add(termKey(one.group, one.name))
    }
    return found
  }

  /** Narrower terms of what is written: a track tagged "Rock" may well be "Indie Rock". */
  possible(carried: ReadonlySet<string>): Set<string> {
    return new Set([...carried].flatMap(key => this.#narrower.get(key) ?? []))
  }
}

/** A value as it is, and its parts where several were written into one: "Rock; Pop", "Folk/Country", "(17)". */
function valuesOf(value: string): string[] {
  const parts = value.split(/[;|/\0]|, /).map(part => part.trim())
  return [value, ...parts].map(part => {
    const number = /^\(?(\d{1,3})\)?$/.exec(part)?.[1]
    return number === undefined ? part : (id3Genres[Number(number)] ?? part)
  })
}
