import { quoted } from '../../database/full-text.ts'
import { isOfMusic } from '../trust/music-words.ts'
import { plainWords } from './plain-words.ts'
import type { Term, Vocabulary } from './vocabulary.ts'

/** A word that was typed, and which words of names may be meant. */
export interface QueryWord {
  text: string
  /** It holds a question together, and asks for nothing. */
  filler: boolean
  /** It is said of how music sounds: a name that has it may be meant or not. */
  sound: boolean
  /** The words of names, as FTS5 takes them. Empty: no name has anything like it. */
  terms: string[]
  /** Those that are the word and not just hold it, as names are compared. */
  plain: ReadonlySet<string>
  /** It may still be being typed. */
  open: boolean
  /** Only names that are spelt otherwise have it. */
  misspelt: boolean
  /** How many tracks have it, about. */
  tracks: number
}

/** In every folder of music, and in half of all questions about it. */
const fillers = new Set(
  (
    'music musik musique track tracks song songs sound sounds audio with like from that this the a an and or of in on ' +
    'at to for by is it me my i you please play some something find give want need called named piece les das die der'
  ).split(' ')
)
export const articles: ReadonlySet<string> = new Set(['the', 'a', 'an'])

/** No title has more words that matter. */
const mostWords = 16
/** A word may be longer by so much and still be the same: of one and of many. */
const ending = 2
/** Where so many tracks have a word itself, nobody misses those that have it within another. */
const few = 20
/** Shorter words, and pairs of words, are never found within others. */
const shortestPart = 5
const shortestPair = 7

/** `text`: all that was typed, as it was typed: what is not followed by a space is still being typed. */
export function queryWords(text: string, vocabulary: Vocabulary): QueryWord[] {
  const words = plainWords(text).slice(0, mostWords)
  const isOpen = !/[\s"”“»]$/.test(text)
  return words.map((word, i) => {
    const open = isOpen && i === words.length - 1 && (word.length >= 3 || !/^[a-z0-9]*$/.test(word))
    return queryWord(word, open, pairsOf(words, i), vocabulary)
  })
}

/** A word together with the one before, and with the one after it. */
const pairsOf = (words: readonly string[], i: number): string[] =>
  [words.slice(i - 1, i + 1), words.slice(i, i + 2)].flatMap(pair =>
    pair.length === 2 ? [pair.join('')] : []
  )

function queryWord(word: string, open: boolean, pairs: string[], vocabulary: Vocabulary): QueryWord {
  const filler = fillers.has(word)
  const sound = !filler && isOfMusic(word)
  const same = vocabulary.exactly(word)
  // "8-bit" is "8bit".
  const joined = pairs.flatMap(pair => (pair.length > 3 ? vocabulary.exactly(pair) : []))
  const isShort = word.length < 4 && /^[a-z0-9]*$/.test(word)
  const longer = isShort || filler ? [] : vocabulary.beginning(word, ending)
  const begun = longer.length > 0 || (open && vocabulary.beginning(word, 40).length > 0)
  const isPartable =
    !filler &&
    (word.length >= shortestPart || /[\p{Script=Han}\p{Script=Kana}\p{Script=Hangul}]{2}/u.test(word)) &&
    countOf([...same, ...longer]) < few
  const within = [...(isPartable ? [word] : []), ...pairs.filter(pair => pair.length >= shortestPair)]
  const parts = within.flatMap(part => vocabulary.within(part).filter(({ plain }) => isCompound(plain, word)))
  const shorter = word.endsWith('s') && word.length > 4 ? vocabulary.exactly(word.slice(0, -1)) : []
  const near =
    [...same, ...longer, ...shorter, ...joined].length > 0 || begun
      ? []
      : misspelt(word, sound || filler, vocabulary)
  const apart = near.length === 0 && same.length === 0 && !begun ? partsOf(word, vocabulary) : []
  const terms = [...same, ...joined, ...longer, ...shorter, ...parts, ...near]
  return {
    text: word,
    filler,
    sound,
    terms: [
      ...new Set([
        ...terms.map(({ written }) => quoted(written)),
        ...(begun && open ? [`${quoted(word)}*`] : []),
        ...apart
      ])
    ],
    plain: new Set([word, ...[...same, ...joined, ...longer, ...shorter, ...near].map(({ plain }) => plain)]),
    open: open && begun,
    misspelt: near.length > 0 && terms.length === near.length,
    tracks: countOf(terms)
  }
}

const countOf = (terms: readonly Term[]): number => terms.reduce((sum, { tracks }) => sum + tracks, 0)

/** "hellfortressentrance" has "fortress" in it; "restrain" says nothing of rain, and "forests" is no compound. */
const isCompound = (term: string, word: string): boolean => term.length >= word.length + 3

/** What is a word of music is spelt as it was meant. */
function misspelt(word: string, known: boolean, vocabulary: Vocabulary): Term[] {
  if (known || word.length < 4 || /\p{N}/u.test(word)) return []
  return vocabulary.near(word, word.length < 7 ? 1 : 2)
}

/** "silkweaver" for "silk weaver". */
function partsOf(word: string, vocabulary: Vocabulary): string[] {
  for (let at = 2; at < word.length; at++) {
    const [first, second] = [word.slice(0, at), word.slice(at)]
    if (second.length < 2 && second !== 's') continue
    const [one, other] = [vocabulary.exactly(first)[0], vocabulary.exactly(second)[0]]
    if (one && other) return [quoted(`${one.written} ${other.written}`)]
  }
  return []
}

/** Whether a word of a name is what was typed. */
export const covers = (word: QueryWord, name: string): boolean =>
  word.plain.has(name) || (word.open && name.startsWith(word.text))
