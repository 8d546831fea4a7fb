import { bare } from '../folded.ts'
import type { Language } from '../language.ts'

/**
 * "joyeuses" → "joyeu" as of "joyeux", "instrumentaux" → "instrumental", "anciennes" → "ancien", "vives" → "vif",
 * "douces" → "douc" (listed beside "doux").
 */
function stem(word: string): string[] {
  if (word.length < 4) return [word]
  const single = word
    .replace(/eux$|euses?$/, 'eu')
    .replace(/aux$/, 'al')
    .replace(/[sx]$/, '')
    .replace(/ives?$/, 'if')
  const plain = single.replace(/e$/, '').replace(/(el)l$|(n)n$/, '$1$2')
  return [plain.length < 3 ? single : plain]
}

export const french: Language = {
  code: 'fr',
  file: 'french',
  scripts: ['latin'],
  spaced: true,
  spelling: bare,
  stems: stem,
  letters: /[œèêëîïû]/
}
