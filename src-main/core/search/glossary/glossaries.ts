import { join } from 'node:path'
import type { GlossaryLanguage, UnderstoodAs } from '#contract/glossary.ts'
import { inEnglish, isDecade, phraseOf, withDecades, type EnglishWord } from './compose.ts'
import { evidenceOf, isClear, lettersKnown, scriptOf, strangers, type KnownWords } from './detect.ts'
import { readEntries, readWords, type Entry } from './entries.ts'
import { bare, folded, wordsOf, type Folded } from './folded.ts'
import { tells, type Item } from './item.ts'
import type { Language } from './language.ts'
import { languages } from './languages/index.ts'
import { RunningLexicon } from './running-lexicon.ts'
import { SpacedLexicon } from './spaced-lexicon.ts'

type Lexicon = SpacedLexicon | RunningLexicon

/** A text that was understood. */
export interface Translation extends UnderstoodAs {
  /** The stretches of the text that the glossary knows, and those that stay as they are. */
  matched: string[]
  unknown: string[]
}

/** A text read in a language, and how well it goes. */
interface Read {
  language: Language
  items: Item[]
  score: number
}

/** Words of a language's terms as they are written, and how they begin. */
interface Vocabulary {
  whole: Set<string>
  beginnings: Set<string>
}

const isLatinLanguage = ({ scripts }: Language): boolean => scripts.includes('latin')
/** Endings change; four letters of a word stay. */
const beginningOf = (word: string): string => word.slice(0, 4)

/**
 * The glossaries of a folder: what people type in their own language, in English words for the text tower. A glossary
 * is read when a text first needs it. Throws internal where a file lacks or is damaged.
 */
export class Glossaries {
  readonly #folder: string
  readonly #entries = new Map<GlossaryLanguage, Entry[]>()
  readonly #vocabularies = new Map<GlossaryLanguage, Vocabulary>()
  readonly #lexicons = new Map<GlossaryLanguage, Lexicon>()
  #known: KnownWords | null = null

  constructor(folder: string) {
    this.#folder = folder
  }

  /** The languages that were needed so far. */
  get loaded(): GlossaryLanguage[] {
    return [...this.#lexicons.keys()]
  }

  /**
   * The language that a text is clearly of; null: English, or none that is known here. `expected`: the language of the
   * text around it, which then needs less to be believed.
   */
  languageOf(text: string, expected: GlossaryLanguage | null = null): GlossaryLanguage | null {
    return this.#understand(folded(text), expected)?.language.code ?? null
  }

  /** The text in English words, in the order of English; gaps are empty words. */
  words(text: string, code: GlossaryLanguage): EnglishWord[] {
    const language = languages.find(one => one.code === code)!
    return this.#words(text, language, this.#lexicon(language).items(folded(text)))
  }

  /** What a text means in English; null where it is English already or says nothing that is known. */
  toEnglish(text: string, expected: GlossaryLanguage | null = null): Translation | null {
    const read = this.#understand(folded(text), expected)
    if (!read) return null
    const { language, items } = read
    const english = phraseOf(this.#words(text, language, items).map(word => word.text))
    const stretches = (known: boolean): string[] =>
      items
        .filter(item => (item.english !== null) === known)
        .map(({ start, end }) => text.slice(start, end))
        // Numbers are the same in all languages.
        .filter(stretch => /\p{L}/u.test(stretch))
    return { language: language.code, english, matched: stretches(true), unknown: stretches(false) }
  }

  #words(text: string, language: Language, items: readonly Item[]): EnglishWord[] {
    return withDecades(inEnglish(text, items, language.deniesBackwards ?? false))
  }

  #understand(text: Folded, expected: GlossaryLanguage | null): Read | null {
    const script = scriptOf(text)
    if (script === null) return null
    const isLatin = script === 'latin'
    if (isLatin && strangers(text, this.#knownWords()).length === 0) return null
    let best: Read | null = null
    for (const language of isLatin
      ? this.#likely(text)
      : languages.filter(one => one.scripts.includes(script))) {
      const items = this.#lexicon(language).items(text)
      const isExpected = language.code === expected
      const score = isLatin
        ? this.#latinScore(text, items, language, isExpected)
        : this.#score(items, isExpected)
      const all = score + Number(isExpected)
      if (score > 0 && all > (best?.score ?? 0)) best = { language, items, score: all }
    }
    return best
  }

  /** The letters that a language knows, if they say something; 0: this is none of it. */
  #score(items: readonly Item[], expected: boolean): number {
    const isKnown = items.every(item => item.english !== null)
    return items.some(item => tells(item.english)) || (expected && isKnown) ? lettersKnown(items) : 0
  }

  /**
   * The words that a language knows; 0: the text is not clearly of it. Of two that know as many, the one that writes
   * them so, and knows them together.
   */
  #latinScore(text: Folded, items: readonly Item[], language: Language, expected: boolean): number {
    const evidence = evidenceOf(text, items, this.#knownWords())
    const words = this.#words(text.text, language, items)
    if (
      !isClear(
        evidence,
        words.some(word => isDecade(word.text)),
        expected
      )
    )
      return 0
    const letters = language.letters?.test(text.text) ? 0.5 : 0
    const { whole } = this.#vocabularyOf(language)
    const typed = wordsOf(text).filter(word => whole.has(word.text)).length
    return evidence.own + evidence.shared + letters + 0.1 * typed - 0.01 * items.length
  }

  /**
   * The languages in which most of the words that are not English may be known, by how they begin: only these are
   * looked into, and most names are like none.
   */
  #likely(text: Folded): Language[] {
    const words = strangers(text, this.#knownWords())
    const counts = languages.filter(isLatinLanguage).map(language => {
      const { beginnings } = this.#vocabularyOf(language)
      // "Popmusik" begins with a short word, not like one.
      const begins = (word: string): boolean =>
        beginnings.has(beginningOf(word)) ||
        (language.compounds !== undefined && beginnings.has(word.slice(0, 3)))
      return { language, count: words.filter(word => begins(word)).length }
    })
    const most = Math.max(1, ...counts.map(({ count }) => count))
    return counts.filter(({ count }) => count === most).map(({ language }) => language)
  }

  #vocabularyOf(language: Language): Vocabulary {
    const known = this.#vocabularies.get(language.code)
    if (known) return known
    const text = this.#read(language)
      .map(({ term }) => term)
      .join(' ')
      .toLowerCase()
    const made = {
      whole: new Set(text.split(/[^\p{L}]+/u)),
      beginnings: new Set(
        bare(text)
          .split(/[^a-z]+/)
          .map(beginningOf)
      )
    }
    this.#vocabularies.set(language.code, made)
    return made
  }

  #lexicon(language: Language): Lexicon {
    const known = this.#lexicons.get(language.code)
    if (known) return known
    const entries = this.#read(language)
    const made = language.spaced
      ? new SpacedLexicon(language, entries)
      : new RunningLexicon(language, entries)
    this.#lexicons.set(language.code, made)
    return made
  }

  #read({ code, file }: Language): Entry[] {
    const known = this.#entries.get(code)
    if (known) return known
    const read = readEntries(join(this.#folder, `${file}.tsv`))
    this.#entries.set(code, read)
    return read
  }

  #knownWords(): KnownWords {
    return (this.#known ??= {
      english: readWords(join(this.#folder, 'english.txt')),
      names: readWords(join(this.#folder, 'names.txt'))
    })
  }
}
