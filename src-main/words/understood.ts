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

/** What a part of a search in another language was heard as: `"calm piano" (Korean)`. */
export const understoodText = ({ language, english }: UnderstoodAs): string =>
  `"${english}" (${languages[language]})`
