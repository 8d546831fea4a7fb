import words from '../trust/music-words.json' with { type: 'json' }
import lists from './spelling.json' with { type: 'json' }
import { bitsBetween, lettersOf, mayBegin, mostBits, mostCost, slipCost } from './slip-cost.ts'

/**
 * `people`: words that are used, and lie near to one of music. `slips`: what stands among the words of music and is
 * misspelt itself. scripts/evaluate/spelling-words.ts says where they are from.
 */
const people: ReadonlySet<string> = new Set(lists.people.split(' '))
const slips: ReadonlySet<string> = new Set(lists.slips.split(' '))

/** What may have been meant, by the first letter. */
const meantWords = Map.groupBy(
  words
    .filter(word => /^[a-z]{3,}$/.test(word) && !slips.has(word))
    .map(word => ({ word, letters: lettersOf(word) })),
  ({ word }) => word[0]!
)
const known: ReadonlySet<string> = new Set(words)

/** By so much the word that is meant has to be nearer than any other. */
const margin = 0.15
const longest = 24
/** Words of three letters are near to many: "sadd" is sad, and "sai" may be anything. */
const mostOfShort = 0.4
/** What speaks for a word that ends as was typed. */
const ending = 0.05

/** What was found for the last words: who types asks for the same ones again with each letter. */
const found = new Map<string, string | null>()
const remembered = 1000

/** The one word of music that a word is a slip of; null: it is a word, or may be several or none. In small letters. */
export function respelt(typed: string): string | null {
  const before = found.get(typed)
  if (before !== undefined) return before
  const meant = nearestWord(typed)
  if (found.size >= remembered) found.clear()
  found.set(typed, meant)
  return meant
}

function nearestWord(typed: string): string | null {
  if (typed.length < 3 || typed.length > longest || !/^[a-z]+$/.test(typed)) return null
  if ((known.has(typed) && !slips.has(typed)) || people.has(typed)) return null
  const most = mostCost(typed.length)
  const letters = lettersOf(typed)
  let [best, least, second] = ['', Infinity, Infinity]
  for (const first of mayBegin(typed))
    for (const { word, letters: its } of meantWords.get(first) ?? []) {
      if (bitsBetween(letters, its) > mostBits) continue
      const cost = slipCost(typed, word, most)
      if (cost > (word.length > 3 ? most : mostOfShort)) continue
      // "Groovey" is groovy, and not groove.
      const one = cost - (typed.at(-1) === word.at(-1) ? ending : 0)
      if (one < least) {
        if (best !== '' && !isOneWord(best, word)) second = least
        ;[best, least] = [word, one]
      } else if (one < second && !isOneWord(best, word)) second = one
    }
  return best !== '' && second - least >= margin ? best : null
}

/** "Drum" and "drums", "groove" and "groovy". */
function isOneWord(a: string, b: string): boolean {
  const [short, long] = a.length < b.length ? [a, b] : [b, a]
  const stem = long.startsWith(short) || short.length < 5 ? short : short.slice(0, -1)
  return long.length - short.length <= 2 && long.startsWith(stem)
}
