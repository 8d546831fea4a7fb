import known from './known-phrases.json' with { type: 'json' }
import { dot } from '../scoring/vectors.ts'

/** Phrases that are known as sounds, and their sentence vectors. */
export interface Offers {
  phrases: readonly string[]
  sentences: readonly Float32Array[]
}

/** Asks for the offers; null: there are none. */
export type OffersAsked = () => Promise<Offers | null>

/** So many are offered for a phrase that is not understood. */
const offered = 3
/**
 * What is farther off is not offered: nobody who writes "asdf qwer" is helped by "synth pad". Of the phrases for tuning
 * of scripts/evaluate/trust-phrases.json, 62 of 65 that are nonsense and 64 of 65 of other things lie farther from all
 * that is known.
 */
const leastNear = 0.5

/** Has what is offered embedded at once, in the background. `vectorsOf`: gives sentence vectors, and keeps them. */
export function offersOf(vectorsOf: (texts: readonly string[]) => Promise<Float32Array[]>): OffersAsked {
  // What cannot be embedded is not offered, and fails no search.
  const ready = vectorsOf(known).then(
    (sentences): Offers => ({ phrases: known, sentences }),
    () => null
  )
  return () => ready
}

/** The known phrases that mean what lies near to a sentence vector, the nearest first; maybe none. */
export function nearestPhrases({ phrases, sentences }: Offers, sentence: Float32Array): string[] {
  return sentences
    .map((one, i) => ({ phrase: phrases[i]!, near: dot(one, sentence) }))
    .filter(({ near }) => near >= leastNear)
    .sort((a, b) => b.near - a.near)
    .slice(0, offered)
    .map(({ phrase }) => phrase)
}
