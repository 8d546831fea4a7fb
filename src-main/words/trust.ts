import { inWords, type WordsOf } from '#contract/in-words.ts'
import type { TrustSign } from '#contract/trust.ts'

/** What a trust rests on. */

const signs = {
  number: ({ number }) => `${number.toFixed(2)} of 1 near to what people write about music`,
  'no-number': () => 'the model in use cannot say how near it is to music: judged by its words alone',
  words: ({ known, of }) => `${known} of ${of} ${of === 1 ? 'word' : 'words'} used of music`,
  sound: ({ word }) => `"${word}" names what sounds`
} satisfies WordsOf<TrustSign>

/** Why a phrase is heard, or is not. */
export const trustText = (found: readonly TrustSign[]): string =>
  found.map(sign => inWords<TrustSign>(signs, sign)).join('; ')
