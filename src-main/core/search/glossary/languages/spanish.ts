import { bare } from '../folded.ts'
import type { Language } from '../language.ts'

/** "tranquilas" → "tranquil", "canciones" → "cancion", "voces" → "voz" → "voc", "lentísima" → "lent". */
function stem(word: string): string[] {
  if (word.length < 4) return [word.replace(/z$/, 'c')]
  const single = word.replace(/([^aeiou])es$/, '$1').replace(/s$/, '')
  const plain = single
    .replace(/[aeo]$/, '')
    .replace(/z$/, 'c')
    .replace(/isim$/, '')
  return [plain.length < 3 ? single : plain]
}

export const spanish: Language = {
  code: 'es',
  file: 'spanish',
  scripts: ['latin'],
  spaced: true,
  spelling: bare,
  stems: stem,
  letters: /[ñ¿¡]/
}
