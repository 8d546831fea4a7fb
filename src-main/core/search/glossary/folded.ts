/** A text as it is compared: composed, of full width made plain, in lower case. Each letter knows where it stood. */
export interface Folded {
  text: string
  /** Where each unit of `text` begins and ends in the text as it was typed. */
  starts: number[]
  ends: number[]
}

/** A Korean syllable in pieces, or a letter with the marks that belong to it: what is composed together. */
const together =
  /[\u1100-\u115f][\u1160-\u11a7]?[\u11a8-\u11ff]?|[^][\u0300-\u036f\u3099\u309a\uff9e\uff9f]*/gu

/** One pass; offsets are those of the text given. */
export function folded(typed: string): Folded {
  const starts: number[] = []
  const ends: number[] = []
  let text = ''
  for (const { 0: piece, index } of typed.matchAll(together)) {
    // Marks that go with no letter are none.
    const plain = piece.normalize('NFKC').toLowerCase().replace(/\p{M}/gu, '')
    for (let i = 0; i < plain.length; i++) {
      starts.push(index)
      ends.push(index + piece.length)
    }
    text += plain
  }
  return { text, starts, ends }
}

/** A run of letters or of digits. `start` and `end`: offsets into the text as it was typed. */
export interface Word {
  text: string
  start: number
  end: number
}

const runs = /[\p{L}\p{M}]+|\p{N}+/gu

/** The words of a text. Apostrophes and hyphens part words: "d'amour", "босса-нова"; so do digits: "80er". */
export function wordsOf({ text, starts, ends }: Folded): Word[] {
  return Array.from(text.matchAll(runs), ({ 0: word, index }) => ({
    text: word,
    start: starts[index]!,
    end: ends[index + word.length - 1]!
  }))
}

const strokes: Readonly<Record<string, string>> = { ø: 'o', ł: 'l', đ: 'd', ð: 'd', ı: 'i' }

/** Latin letters without what people leave out when they type in a hurry: accents, ligatures, the sharp s. */
export function bare(word: string): string {
  // The common case needs no more.
  if (/^[a-z]*$/.test(word)) return word
  return word
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/ß/g, 'ss')
    .replace(/œ/g, 'oe')
    .replace(/æ/g, 'ae')
    .replace(/[øłđðı]/g, letter => strokes[letter]!)
    .replace(/þ/g, 'th')
}
