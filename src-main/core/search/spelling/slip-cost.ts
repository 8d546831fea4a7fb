/** What a slip of each kind costs: the likelier, the less. Any other letter for a letter costs 1. */
const costs = { doubled: 0.4, swapped: 0.6, alike: 0.5, vowel: 0.7, missing: 0.8, extra: 0.9, first: 0.5 }

const vowels = new Set('aeiouy')
/** Letters that stand for one sound here and there. */
const alike = new Set(['ck', 'kc', 'cs', 'sc', 'sz', 'zs', 'iy', 'yi', 'fv', 'vf', 'kq', 'qk', 'ao', 'oa'])

function changed(a: string, b: string): number {
  if (a === b) return 0
  if (alike.has(a + b)) return costs.alike
  return vowels.has(a) && vowels.has(b) ? costs.vowel : 1
}

/** Dearer slips are none: another word is meant. In long words there is room for more. */
export const mostCost = (length: number): number => (length < 7 ? 1 : 1.5)

/** The letters that a word may begin with that was meant: its own, one that sounds the same, or the next one. */
export const mayBegin = (typed: string): Set<string> =>
  new Set([
    ...typed.slice(0, 2),
    ...[...alike].filter(([one]) => one === typed[0]).map(([, other]) => other!)
  ])

/** A bit a letter: most words need no closer look. */
export function lettersOf(word: string): number {
  let letters = 0
  for (let i = 0; i < word.length; i++) letters |= 1 << (word.charCodeAt(i) & 31)
  return letters
}

/** How many letters only one of two words has. */
export function bitsBetween(a: number, b: number): number {
  let bits = 0
  for (let left = a ^ b; left !== 0; left &= left - 1) bits++
  return bits
}

/** More letters cannot differ within the dearest slips: three that sound the same. */
export const mostBits = 6

/** Slips make a word longer or shorter by so much, at most. */
const band = 2

/**
 * How far a word is from one that may have been meant, by the slips that people make when they type and spell. Infinity
 * where it is more than `most`, or longer or shorter by more than two letters.
 */
export function slipCost(typed: string, meant: string, most = Infinity): number {
  if (Math.abs(typed.length - meant.length) > band) return Infinity
  // Nobody begins a word with another letter, unless it sounds the same or both have changed places.
  const isFirst = typed[0] === meant[0]
  if (!isFirst && !alike.has(`${typed[0]}${meant[0]}`) && (typed[0] !== meant[1] || typed[1] !== meant[0]))
    return Infinity
  const first = isFirst ? 0 : costs.first
  const width = meant.length + 1
  const blank = (): number[] => Array.from({ length: width }, () => Infinity)
  let [before, last, row] = [blank(), blank(), blank()]
  last[0] = first
  for (let j = 1; j < Math.min(width, band + 1); j++)
    last[j] = last[j - 1]! + left(meant, j - 1, costs.missing)
  for (let i = 1; i <= typed.length; i++) {
    row.fill(Infinity)
    const a = typed[i - 1]!
    const extra = left(typed, i - 1, costs.extra)
    let least = Infinity
    for (let j = Math.max(0, i - band); j < Math.min(width, i + band + 1); j++) {
      let cost = last[j]! + extra
      if (j > 0) {
        const b = meant[j - 1]!
        cost = Math.min(cost, row[j - 1]! + left(meant, j - 1, costs.missing), last[j - 1]! + changed(a, b))
        const isSwapped = i > 1 && j > 1 && a === meant[j - 2] && typed[i - 2] === b
        if (isSwapped) cost = Math.min(cost, before[j - 2]! + costs.swapped)
      }
      row[j] = cost
      least = Math.min(least, cost)
    }
    // A swap may still come from the row before.
    if (least > most + costs.swapped) return Infinity
    ;[before, last, row] = [last, row, before]
  }
  const cost = last[meant.length]!
  return cost > most ? Infinity : cost
}

/** A letter that the other word has not: one that is said twice is easily left out, or said once more. */
const left = (word: string, at: number, cost: number): number =>
  word[at] === word[at - 1] || word[at] === word[at + 1] ? costs.doubled : cost
