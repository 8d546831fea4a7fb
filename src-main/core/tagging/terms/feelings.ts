import { measuredOf } from './model-measure.ts'

/** Words for what a model measures of a track's feeling: energy and its opposite, valence and its opposite. */
export const feelings = ['energetic', 'calm', 'bright', 'dark'] as const
type FeelingWord = (typeof feelings)[number]

/** The score from which each word is right often enough to be said; null: it never is. Of the opposites with the sign turned. */
export type FeelingLines = Record<FeelingWord, number | null>

/** What a track scores on each word, in the order of `feelings`. */
export const feelingScores = ({ energy, valence }: { energy: number; valence: number }): number[] => [
  energy,
  -energy,
  valence,
  -valence
]

/** As `npm run evaluate:terms` found them; nothing is said of another model. */
export function feelingLines(model: string): FeelingLines {
  const known = measuredOf(model)?.feelings
  const line = (word: FeelingWord): number | null => known?.[word]?.threshold ?? null
  return { energetic: line('energetic'), calm: line('calm'), bright: line('bright'), dark: line('dark') }
}
