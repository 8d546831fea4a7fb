import type { Pause } from '../../threads/pause.ts'

/** What search needs of a text tower: one vector of length 1 for each text. */
export interface Embedder {
  /** `pause`: taken between a few texts and the next. */
  embed(texts: readonly string[], pause?: Pause): Promise<Float32Array[]>
}
