import type { Trust, TrustSign } from '#contract/trust.ts'
import { musicWords } from './music-words.ts'

/** Whether a phrase can be heard, and what says so. */
interface Judgement {
  trust: Trust
  signs: TrustSign[]
}

/** `phrase`: in English. `number`: of the text side, from 0 to 1; null: it gives none. */
export type Judge = (phrase: string, number: number | null) => Judgement

/**
 * The text tower gives a place to anything, and what is no music lands somewhere, too: close to some tracks by chance.
 * Two signs are weighed together: the text side's number, and the share of the words that people use of music. Weight
 * and lines were chosen on the phrases for tuning of scripts/evaluate/trust-phrases.json.
 */
const wordsWeight = 6
/** Below it a phrase is not understood; it is heard from this much above. */
const line = 2.3
const doubt = 2
/** No number is surer than this, in logits. */
const surest = 8
/** Without a number half of the words have to be music's. */
const half = 0.5

export const judgePhrase: Judge = (phrase, number) => {
  const words = musicWords(phrase)
  const signs: TrustSign[] = [
    number === null ? { code: 'no-number' } : { code: 'number', number },
    { code: 'words', ...words }
  ]
  // "Music", "something": there is nothing to doubt.
  if (words.of === 0 && /^[\p{ASCII}]*$/u.test(phrase) && /[a-z]/i.test(phrase))
    return { trust: 'heard', signs }
  const share = words.of === 0 ? half : words.known / words.of
  if (number === null) return { trust: words.of > 0 && share >= half ? 'heard' : 'not-understood', signs }
  const weight = logit(number) + wordsWeight * share
  return { trust: weight < line ? 'not-understood' : weight < line + doubt ? 'unsure' : 'heard', signs }
}

const logit = (number: number): number => Math.min(surest, Math.max(-surest, Math.log(number / (1 - number))))
