import { fold } from '../../database/fold.ts'
import { bare } from '../glossary/folded.ts'
import { simplified } from '../glossary/languages/chinese-characters.ts'

/**
 * The words of a text as names are compared: no case, no accents, full width made plain, "ß" and "ø" as they are typed
 * in a hurry, one form of a Chinese character, one kana for a sound. Apostrophes, hyphens and underlines part words.
 */
export const plainWords = (text: string): string[] =>
  (fold(text).match(/[\p{L}\p{N}]+/gu) ?? []).map(plainWord)

/** The same for one word that is folded already. */
export function plainWord(word: string): string {
  if (/^[a-z0-9]*$/.test(word)) return word
  return bare(word)
    .normalize('NFC')
    .replace(/ς/g, 'σ')
    .replace(/[ぁ-ゖ]/g, sound => String.fromCharCode(sound.charCodeAt(0) + 0x60))
    .replace(/\p{Script=Han}/gu, character => simplified.get(character) ?? character)
}
