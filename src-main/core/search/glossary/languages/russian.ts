import { without, type Language } from '../language.ts'

/** Endings of adjectives and nouns in all cases, the longest first. */
const endings = (
  'иями ями ами ого его ому ему ыми ими иях иям ях ах ый ий ой ая яя ое ее ые ие ую юю ым им ых их ом ем ей ою ею ям ам ов ев ' +
  'ия ии ию ью ь а я о е ы и у ю й'
).split(' ')

/** "грустную" → "грустн", "скрипкой" → "скрипк", "барабанов" → "барабан", "медленно" → "медленн". */
const stem = (word: string): string[] => {
  const plain = without(word, endings, 3)
  return plain === null ? [word] : [plain]
}

export const russian: Language = {
  code: 'ru',
  file: 'russian',
  scripts: ['cyrillic'],
  spaced: true,
  spelling: word => word.replace(/ё/g, 'е'),
  stems: stem
}
