import type { QueryPart } from '#contract/entities.ts'
import type { Trust } from '#contract/trust.ts'
import type { TrustedText } from '../../inference/text-tower.ts'
import type { Pause } from '../../threads/pause.ts'
import type { ParsedQuery, Phrase } from '../query/plan.ts'
import type { PhraseVectors } from '../scoring/phrase-vectors.ts'
import { nearestPhrases } from './offers.ts'

/** A phrase as it is listened for. `trust` null: nobody judges. */
export interface Understood {
  vector: Float32Array
  trust: Trust | null
}

/** Takes all phrases of a query through the text tower, judges them, and says in its parts what was found. */
export async function understand(
  phrases: PhraseVectors,
  { parts, alternatives }: ParsedQuery,
  pause: Pause
): Promise<Map<Phrase, Understood>> {
  const all = alternatives.flatMap(({ positive, negative }) => [...positive, ...negative])
  if (all.length === 0) return new Map()
  const partsOf = ({ part, others = [] }: Phrase): QueryPart[] => [part, ...others].map(one => parts[one]!)
  const heard = await heardOf(phrases, all, partsOf, pause)
  const found = new Map<Phrase, Understood>()
  for (const [i, phrase] of all.entries()) {
    const { vector, trust: number, sentence } = heard[i]!
    const judged = phrases.judge?.(heardAs(phrase), number) ?? null
    found.set(phrase, { vector, trust: judged?.trust ?? null })
    if (!judged) continue
    const lost = judged.trust === 'not-understood' && sentence !== null
    const offers = lost ? await phrases.offers() : null
    const said = { ...judged, ...(offers && sentence && { nearest: nearestPhrases(offers, sentence) }) }
    for (const part of partsOf(phrase)) Object.assign(part, said)
  }
  return found
}

/** What each phrase is listened for with. Slips that were mended to no use are what was typed again. */
async function heardOf(
  phrases: PhraseVectors,
  all: readonly Phrase[],
  partsOf: (phrase: Phrase) => QueryPart[],
  pause: Pause
): Promise<TrustedText[]> {
  const heard = await phrases.trusted(all.map(heardAs), pause)
  const isMended = (phrase: Phrase): boolean =>
    partsOf(phrase).some(({ understoodAs }) => understoodAs?.language === 'en')
  const inVain = all.filter(
    (phrase, i) =>
      isMended(phrase) && phrases.judge?.(heardAs(phrase), heard[i]!.trust).trust === 'not-understood'
  )
  if (inVain.length === 0) return heard
  for (const phrase of inVain) {
    delete phrase.english
    for (const part of partsOf(phrase)) delete part.understoodAs
  }
  return phrases.trusted(all.map(heardAs), pause)
}

/** Whether a phrase, in whatever language, is known as a sound. */
export async function isUnderstood(phrases: PhraseVectors, typed: string): Promise<boolean> {
  const phrase = phrases.inEnglish(typed)
  const [heard] = await phrases.trusted([phrase])
  return phrases.judge?.(phrase, heard!.trust).trust !== 'not-understood'
}

/** What is embedded for a phrase. */
const heardAs = ({ text, english }: Phrase): string => english ?? text
