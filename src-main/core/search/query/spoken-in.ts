import type { GlossaryLanguage } from '#contract/glossary.ts'
import type { Glossaries } from '../glossary/glossaries.ts'
import { inSpelling, type AsTyped } from '../spelling/in-spelling.ts'
import type { Token } from './tokens.ts'
import { languageOf, looseText } from './understood.ts'

/** The language of a stretch; null: English, which it also is where no word is left that is no slip of English. */
export function spokenIn(
  segment: readonly Token[],
  glossaries: Glossaries,
  expected: GlossaryLanguage | null,
  asTyped: AsTyped
): GlossaryLanguage | null {
  const spoken = languageOf(segment, glossaries, expected)
  if (spoken === null) return spoken
  const left = glossaries.toEnglish(looseText(segment), expected)?.unknown ?? []
  return left.length > 0 && inSpelling(looseText(segment), asTyped) !== null ? null : spoken
}
