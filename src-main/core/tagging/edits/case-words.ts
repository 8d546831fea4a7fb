import type { CaseLanguage } from '#contract/edits.ts'

/** What a language does with the letters of a title. */
export interface CaseRules {
  /** For capitals: "i" is "İ" in Turkish. */
  locale: string
  /** `words`: each word of a title has a capital; `sentence`: titles are written as sentences; `nouns`: so are they, and
      capitals within say what is a noun. */
  titles: 'words' | 'sentence' | 'nouns'
  /** Small within a title, though words have capitals. */
  small: ReadonlySet<string>
}

const list = (words: string): ReadonlySet<string> => new Set(words.split(' '))

/** English as MusicBrainz writes it: articles, conjunctions, and prepositions of up to three letters. */
export const caseRules: Readonly<Record<CaseLanguage, CaseRules>> = {
  en: {
    locale: 'en',
    titles: 'words',
    small: list("a an the and but or nor as at by for in of on to vs feat ft 'n' n'")
  },
  de: {
    locale: 'de',
    titles: 'nouns',
    small: list(
      'der die das den dem des ein eine einen einem einer und oder aber doch denn als wie wenn weil dass daß ob in im an am ' +
        'auf aus bei beim mit nach von vom zu zum zur für durch gegen ohne um bis über unter vor hinter neben zwischen ich du ' +
        'er sie es wir ihr mich dich sich uns euch mir dir ihm mein meine dein deine sein seine nicht nie nur noch auch so da ' +
        'ist bin bist sind war kein keine'
    )
  },
  fr: { locale: 'fr', titles: 'sentence', small: new Set() },
  es: { locale: 'es', titles: 'sentence', small: new Set() },
  it: { locale: 'it', titles: 'sentence', small: new Set() },
  tr: { locale: 'tr', titles: 'words', small: list('ve veya ile de da ki mi mı mu mü ya') }
}
