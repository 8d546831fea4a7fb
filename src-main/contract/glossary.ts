/** Languages whose words for music are understood beside English (docs/languages.md). ISO 639-1. */
export type GlossaryLanguage = 'ko' | 'ja' | 'zh' | 'es' | 'pt' | 'fr' | 'de' | 'it' | 'ru'

/** What a stretch of a query in another language, or misspelt, was taken to mean. */
export interface UnderstoodAs {
  /** `en`: it is English, with slips that were mended. */
  language: GlossaryLanguage | 'en'
  /** The phrase that was listened for. */
  english: string
}
