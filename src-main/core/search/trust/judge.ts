import type { Trust, TrustSign } from '#contract/trust.ts'
import { musicWords } from './music-words.ts'
import { soundNamed } from './sounding-words.ts'

/** Whether a phrase can be heard, and what says so. */
interface Judgement {
  trust: Trust
  signs: TrustSign[]
}

/** `phrase`: in English. `number`: of the text side, from 0 to 1; null: it gives none. */
export type Judge = (phrase: string, number: number | null) => Judgement

/**
 * The text tower gives a place to anything, and what is no music lands somewhere, too: close to some tracks by chance.
 * Three signs are weighed together: the text side's number, the share of the words that people use of music, and whether
 * the phrase is about what sounds, in whatever words: "meandering sitar". Weights and lines were chosen on the phrases
 * for tuning of scripts/evaluate (trust-phrases.json, rare-words.json).
 */
const wordsWeight = 6
const soundWeight = 2.5
/** Below it a phrase is not understood; it is heard from this much above. */
const line = 2.8
const doubt = 2
/** No number is surer than this, in logits. */
const surest = 8
/** Without a number half of the words have to be music's, or the one that says what it is about. */
const half = 0.5

export const judgePhrase: Judge = (phrase, number) => {
  const words = musicWords(phrase)
  const sound = soundNamed(phrase)
  const signs: TrustSign[] = [
    number === null ? { code: 'no-number' } : { code: 'number', number },
    { code: 'words', ...words },
    ...(sound === null ? [] : [{ code: 'sound', word: sound } as const])
  ]
  // "Music", "something": there is nothing to doubt.
  if (words.of === 0 && /^[\p{ASCII}]*$/u.test(phrase) && /[a-z]/i.test(phrase))
    return { trust: 'heard', signs }
  const share = words.of === 0 ? half : words.known / words.of
  if (number === null) {
    const isHeard = (words.of > 0 && share >= half) || sound !== null
    return { trust: isHeard ? 'heard' : 'not-understood', signs }
  }
  const weight = logit(number) + wordsWeight * share + (sound === null ? 0 : soundWeight)
  return { trust: weight < line ? 'not-understood' : weight < line + doubt ? 'unsure' : 'heard', signs }
}

const logit = (number: number): number => Math.min(surest, Math.max(-surest, Math.log(number / (1 - number))))
