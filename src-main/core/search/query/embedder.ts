/** What search needs of a text tower: one vector of length 1 for each text. */
export interface Embedder {
  embed(texts: readonly string[]): Promise<Float32Array[]>
}
