import { bare } from '../folded.ts'
import type { Language } from '../language.ts'

/** "calmas" → "calm", "canções" → "canca", "instrumentais" → "instrumental", "vozes" → "voz", "sons" → "som". */
function stem(word: string): string[] {
  if (word.length < 4) return [word]
  const single = word
    .replace(/(oes|aes)$/, 'ao')
    .replace(/ais$/, 'al')
    .replace(/eis$/, 'el')
    .replace(/([rz])es$/, '$1')
    .replace(/ns$/, 'm')
    .replace(/s$/, '')
  const plain = single.replace(/[aeo]$/, '').replace(/issim$/, '')
  return [plain.length < 3 ? single : plain]
}

export const portuguese: Language = {
  code: 'pt',
  file: 'portuguese',
  scripts: ['latin'],
  spaced: true,
  spelling: bare,
  stems: stem,
  letters: /[ãõ]/
}
