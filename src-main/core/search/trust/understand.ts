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

/**
 * Takes all phrases of a query through the text tower, judges them, and says in its parts what was found. `dropped`: what
 * is not understood is not listened for.
 */
export async function understand(
  phrases: PhraseVectors,
  { parts, alternatives }: ParsedQuery,
  pause: Pause,
  dropped = true
): Promise<Map<Phrase, Understood>> {
  const all = alternatives.flatMap(({ positive, negative }) => [...positive, ...negative])
  if (all.length === 0) return new Map()
  const partsOf = ({ part, others = [] }: Phrase): QueryPart[] => [part, ...others].map(one => parts[one]!)
  const isListenedFor = (phrase: string, number: number | null): boolean => isKnown(phrases, phrase, number)
  const embed = (): Promise<TrustedText[]> =>
    phrases.trusted(all.map(heardAs), pause, dropped ? isListenedFor : undefined)
  const heard = await heardOf(embed, isListenedFor, all, partsOf)
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
  embed: () => Promise<TrustedText[]>,
  isListenedFor: (phrase: string, number: number | null) => boolean,
  all: readonly Phrase[],
  partsOf: (phrase: Phrase) => QueryPart[]
): Promise<TrustedText[]> {
  const heard = await embed()
  const isMended = (phrase: Phrase): boolean =>
    partsOf(phrase).some(({ understoodAs }) => understoodAs?.language === 'en')
  const inVain = all.filter(
    (phrase, i) => isMended(phrase) && !isListenedFor(heardAs(phrase), heard[i]!.trust)
  )
  if (inVain.length === 0) return heard
  for (const phrase of inVain) {
    delete phrase.english
    for (const part of partsOf(phrase)) delete part.understoodAs
  }
  return embed()
}

/** Whether a phrase, in whatever language, is known as a sound. */
export async function isUnderstood(phrases: PhraseVectors, typed: string): Promise<boolean> {
  const phrase = phrases.inEnglish(typed)
  const [heard] = await phrases.trusted([phrase], undefined, () => false)
  return isKnown(phrases, phrase, heard!.trust)
}

const isKnown = (phrases: PhraseVectors, phrase: string, number: number | null): boolean =>
  phrases.judge?.(phrase, number).trust !== 'not-understood'

/** What is embedded for a phrase. */
const heardAs = ({ text, english }: Phrase): string => english ?? text
