import type { Token } from '../tokens.ts'
import type { Examples, Names } from './names.ts'
import { isComparative } from './shifts.ts'

/** "Like Bach": tokens from `first` to `last`. */
export interface Likeness {
  first: number
  last: number
  negative: boolean
  text: string
  examples: Examples
}

const leads = new Set(
  'sounds sound sounding something anything music songs tracks more that which'.split(' ')
)
/** "I like piano" speaks of a liking. */
const likers = new Set(
  "i we you they he she who would don't dont do did i'd also really feel feels".split(' ')
)
/** No name goes further. */
const longest = 8
/** More than anybody says; each is looked up several times. */
const most = 4

const wordAt = (all: readonly Token[], at: number): string | null => {
  const token = all[at]
  return token?.kind === 'word' && !token.negative ? token.text.toLowerCase() : null
}

/** Where the name begins, of words that say that it is an example; null where they do not. */
function nameAfter(all: readonly Token[], at: number): number | null {
  const [one, two, three, four] = [0, 1, 2, 3].map(step => wordAt(all, at + step))
  if (one === 'like') return likers.has(wordAt(all, at - 1) ?? '') ? null : at + 1
  if (one === 'similar' && two === 'to') return at + 2
  if (one === 'than' && isComparative(wordAt(all, at - 1))) return at + 1
  if (one === 'in' && two === 'the' && three === 'style' && four === 'of') return at + 4
  return null
}

/** The longest name of something in the library that begins here. */
function nameFrom(
  all: readonly Token[],
  from: number,
  names: Names
): { last: number; text: string; examples: Examples } | null {
  const group = all[from]
  if (group?.kind === 'group' && !group.negative) {
    const examples = names.examples(group.text)
    return examples && { last: from, text: group.text, examples }
  }
  let last = from
  while (last - from < longest && wordAt(all, last) !== null) last++
  while (--last >= from) {
    const text = all
      .slice(from, last + 1)
      .map(token => (token.kind === 'word' ? token.text : ''))
      .join(' ')
      .replace(/[.!?;:)]+$/, '')
    const examples = names.examples(text)
    if (examples) return { last, text, examples }
  }
  return null
}

/** Names of artists and tracks that are in the library, given as examples. */
export function likenesses(all: readonly Token[], names: Names): Likeness[] {
  const found: Likeness[] = []
  let looked = 0
  for (let at = 0; at < all.length && looked < most; at++) {
    const from = nameAfter(all, at)
    if (from === null) continue
    looked++
    const name = nameFrom(all, from, names)
    if (name === null) continue
    let first = at
    while (leads.has(wordAt(all, first - 1) ?? '')) first--
    const negative = ['not', 'nothing', 'unlike'].includes(wordAt(all, first - 1) ?? '')
    if (negative) first--
    found.push({ first, last: name.last, negative, text: name.text, examples: name.examples })
    at = name.last
  }
  return found
}
