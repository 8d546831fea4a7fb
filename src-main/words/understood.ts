import type { GlossaryLanguage, UnderstoodAs } from '#contract/glossary.ts'

const languages = {
  ko: 'Korean',
  ja: 'Japanese',
  zh: 'Chinese',
  es: 'Spanish',
  pt: 'Portuguese',
  fr: 'French',
  de: 'German',
  it: 'Italian',
  ru: 'Russian'
} as const satisfies Record<GlossaryLanguage, string>

/** What a part of a search was heard as that was in another language, or misspelt: `"calm piano" (Korean)`. */
export const understoodText = ({ language, english }: UnderstoodAs): string =>
  language === 'en' ? `"${english}"` : `"${english}" (${languages[language]})`
