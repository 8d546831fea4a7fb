import { fold } from '../../database/fold.ts'
import { plainWord } from './plain-words.ts'
import { slipsBetween } from './slips.ts'

/** A word of the full text. `written`: as it stands there; `plain`: as it is compared. */
export interface Term {
  written: string
  plain: string
  /** How many tracks have it. */
  tracks: number
}

/** Looked up for one word, at most. */
const mostTerms = 8
/** Questions whose answers are kept. */
const mostLooked = 500

/**
 * Every word that names of the library are made of. A word that is typed is looked up here first: as it is, as the
 * beginning or a part of a longer one, and as a misspelt one; the full text then finds who has it. A trigram table over
 * the names was tried: it takes 5 MB for 100,000 tracks and some hundred times as long to answer.
 */
export class Vocabulary {
  /** By plain form. */
  readonly #terms: Term[]
  /** The letters of each, a bit a letter. */
  readonly #letters: Int32Array
  /** All plain forms, a line each, and where each begins: parts of words are looked for in all at once. */
  readonly #text: string
  readonly #starts: Uint32Array
  readonly #looked = new Map<string, Term[]>()

  constructor(rows: Iterable<{ term: string; tracks: number }>) {
    const terms: Term[] = []
    for (const { term, tracks } of rows)
      terms.push({ written: term, plain: plainWord(isPlain(term) ? term : fold(term)), tracks })
    terms.sort((a, b) => (a.plain < b.plain ? -1 : a.plain > b.plain ? 1 : 0))
    this.#terms = terms
    this.#letters = Int32Array.from(terms, ({ plain }) => lettersOf(plain))
    this.#text = `\n${terms.map(({ plain }) => plain).join('\n')}\n`
    this.#starts = new Uint32Array(terms.length)
    terms.reduce((at, { plain }, i) => {
      this.#starts[i] = at
      return at + plain.length + 1
    }, 1)
  }

  get size(): number {
    return this.#terms.length
  }

  /** Terms that are this word. */
  exactly(word: string): Term[] {
    return this.#run(word, term => term.plain === word)
  }

  /** Terms that begin with this word and have at most so many letters more; the shortest first. */
  beginning(word: string, longer: number): Term[] {
    const found = this.#run(word, term => term.plain.startsWith(word))
    return found
      .filter(({ plain }) => plain.length > word.length && plain.length <= word.length + longer)
      .sort((a, b) => a.plain.length - b.plain.length)
      .slice(0, mostTerms)
  }

  /** Terms in which the word stands anywhere, except alone. */
  within(word: string): Term[] {
    return this.#once(`within ${word}`, () => this.#within(word))
  }

  #within(word: string): Term[] {
    const found: Term[] = []
    for (let at = this.#text.indexOf(word); at !== -1 && found.length < mostTerms;) {
      const place = this.#at(at)
      const term = this.#terms[place]!
      if (term.plain !== word) found.push(term)
      at = this.#text.indexOf(word, this.#starts[place]! + term.plain.length)
    }
    return found
  }

  /** Terms that differ by so many slips, at most, and no less: a nearer one leaves out the others. */
  near(word: string, slips: number): Term[] {
    return this.#once(`${slips} from ${word}`, () => this.#near(word, slips))
  }

  #near(word: string, slips: number): Term[] {
    const letters = lettersOf(word)
    for (let most = 1; most <= slips; most++) {
      const found: Term[] = []
      for (let i = 0; i < this.#letters.length; i++) {
        if (bitsOf(this.#letters[i]! ^ letters) > 2 * most) continue
        const term = this.#terms[i]!
        if (Math.abs(term.plain.length - word.length) > most || term.plain.length < 4) continue
        // Nobody makes two slips and one of them at the start.
        if (most > 1 && term.plain[0] !== word[0]) continue
        if (slipsBetween(word, term.plain) === most) found.push(term)
      }
      if (found.length > 0) return found.sort((a, b) => b.tracks - a.tracks).slice(0, mostTerms)
    }
    return []
  }

  /** Looks through all terms once for a question: the words before the one that is being typed stay. */
  #once(question: string, look: () => Term[]): Term[] {
    const known = this.#looked.get(question)
    if (known) return known
    if (this.#looked.size >= mostLooked) this.#looked.clear()
    const found = look()
    this.#looked.set(question, found)
    return found
  }

  /** The terms from the first that is not before the word, as long as they fit. */
  #run(word: string, fits: (term: Term) => boolean): Term[] {
    let [low, high] = [0, this.#terms.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if (this.#terms[middle]!.plain < word) low = middle + 1
      else high = middle
    }
    let end = low
    while (end < this.#terms.length && fits(this.#terms[end]!)) end++
    return this.#terms.slice(low, end)
  }

  /** The number of the term at a place of the text. */
  #at(place: number): number {
    let [low, high] = [0, this.#starts.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if (this.#starts[middle]! <= place) low = middle + 1
      else high = middle
    }
    return low - 1
  }
}

const isPlain = (term: string): boolean => /^[a-z0-9]*$/.test(term)

function lettersOf(word: string): number {
  let letters = 0
  for (let i = 0; i < word.length; i++) letters |= 1 << (word.charCodeAt(i) & 31)
  return letters
}

function bitsOf(x: number): number {
  let bits = x - ((x >>> 1) & 0x55555555)
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333)
  return (((bits + (bits >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24
}
