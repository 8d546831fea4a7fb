import type { Token } from './tokens.ts'

/**
 * "sad piano without vocals": no tower understands a negation (it pulls towards what it names), so it is taken out
 * of the words and subtracted like `-vocals`. The rules are few and stop early; a title such as "No Surprises" stays
 * findable because the word search sees the text as it was written.
 */
const triggers = new Set(['no', 'without', 'not', 'minus', 'w/o', 'sans', 'free of'])
const skipped = new Set(['any', 'a', 'an', 'the', 'too', 'very', 'so', 'much', 'many', 'really', 'overly'])
const stops = new Set([
  // Of another language: a word that says nothing of the sound.
  '',
  ...(
    'in with but and from for on at by to like that which while where when please then just only yet or nor plus ' +
    'no without not minus as is are & +'
  ).split(' ')
])
/** First words that show that nothing about a sound is denied. */
const notSounds = new Set(
  'you me him her us them it i my your one more longer way wave man mans time doubt idea matter only'.split(
    ' '
  )
)
const longest = 3

/** A negated stretch: tokens from `first` to `last`, of which `from` to `last` name the sound. */
export interface Negation {
  first: number
  from: number
  last: number
}

const plain = (token: Token | undefined): string | null =>
  token?.kind === 'word' && !token.negative ? token.text.toLowerCase() : null

function scope(all: Token[], first: number, from: number): Negation | null {
  let start = from
  while (skipped.has(plain(all[start]) ?? '')) start++
  const next = all[start]
  if (next?.kind === 'group' && !next.negative) return { first, from: start, last: start }
  const head = plain(next)
  if (head === null || stops.has(head) || notSounds.has(head.replace(/['’]/g, ''))) return null
  let last = start
  while (last - start + 1 < longest) {
    const following = plain(all[last + 1])
    if (following === null || stops.has(following)) break
    last++
  }
  return { first, from: start, last }
}

/** The negations in a row of tokens, in order. Linear: each token is looked at a bounded number of times. */
export function negations(all: Token[]): Negation[] {
  const found: Negation[] = []
  for (let at = 0; at < all.length; at++) {
    const word = plain(all[at])
    const two = word === 'free' && plain(all[at + 1]) === 'of'
    const trigger = two ? 'free of' : word
    if (trigger === null || !triggers.has(trigger)) continue
    let one = scope(all, at, at + (two ? 2 : 1))
    while (one) {
      found.push(one)
      at = one.last
      const joint = plain(all[at + 1])
      // "no drums or bass", "without drums and bass"; "no drums and loud guitars" asks for the guitars.
      const shared = joint === 'or' || joint === 'nor' || (joint === 'and' && (trigger === 'without' || two))
      one = shared && !triggers.has(plain(all[at + 2]) ?? '') ? scope(all, at + 1, at + 2) : null
    }
  }
  return found
}
