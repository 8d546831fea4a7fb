import { bare } from '../folded.ts'
import { without, type Language } from '../language.ts'

const endings = ['en', 'em', 'er', 'es', 'e', 'n', 's']

/** "fröhliches" → "frohlich", "dunkle" and "dunkel" → "dunkl", "Trommeln" → "tromml", "Lieder" → "lied". */
function stem(word: string): string[] {
  const first = without(word, endings, 3) ?? word
  const second = without(first, ['er', 'e'], 3) ?? first
  return [...new Set([word, first, second].map(one => one.replace(/(.{2})e([lr])$/, '$1$2')))]
}

const withoutE = (word: string): string => word.replace(/([aou])e/g, '$1')

export const german: Language = {
  code: 'de',
  file: 'german',
  scripts: ['latin'],
  spaced: true,
  spelling: bare,
  stems: stem,
  // "froehlich" is how it is typed where there is no ö.
  forms: word => [...stem(word), ...stem(withoutE(word))],
  bases: word => [withoutE(word)],
  compounds: 'linked',
  letters: /[äöüß]/
}
