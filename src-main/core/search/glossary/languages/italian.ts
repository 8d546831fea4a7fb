import { bare } from '../folded.ts'
import type { Language } from '../language.ts'

/** "tranquille" → "tranquill", "malinconiche" → "malinconic", "lunghi" → "lung", "lentissima" → "lent". */
function stem(word: string): string[] {
  if (word.length < 4) return [word]
  const plain = word
    .replace(/(?:(?<=[cghl])i)?[aeio]$/, '')
    .replace(/([cg])h$/, '$1')
    .replace(/issim$/, '')
  return [plain.length < 3 ? word : plain]
}

export const italian: Language = {
  code: 'it',
  file: 'italian',
  scripts: ['latin'],
  spaced: true,
  spelling: bare,
  stems: stem,
  letters: /[òì]/
}
