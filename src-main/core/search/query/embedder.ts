import type { TrustedText } from '../../inference/text-tower.ts'
import type { Pause } from '../../threads/pause.ts'

/** What search needs of a text tower: one vector of length 1 for each text. */
export interface Embedder {
  /** `pause`: taken between a few texts and the next. */
  embed(texts: readonly string[], pause?: Pause): Promise<Float32Array[]>
  /** The prompts of one phrase, in one pass; left out: one by one. */
  embedBank?(texts: readonly string[], pause?: Pause): Promise<Float32Array[]>
  /** As `embed`, with how far each can be trusted to be heard; left out: nothing is said of it. */
  trusted?(texts: readonly string[], pause?: Pause): Promise<TrustedText[]>
  /** How many pieces the tower knows each word in; 1: it is a word to it. Left out: all are. */
  pieces?(words: readonly string[]): Promise<number[]>
}
