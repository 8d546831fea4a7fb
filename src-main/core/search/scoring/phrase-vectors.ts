import type { Glossaries } from '../glossary/glossaries.ts'
import type { Pause } from '../../threads/pause.ts'
import type { Embedder } from '../query/embedder.ts'
import { centre, promptBank } from './vectors.ts'

const remembered = 2000

/** Query vectors of phrases, each the centre of its prompt bank. Remembers the last ones. */
export class PhraseVectors {
  readonly #tower: Embedder
  readonly #prompts: readonly string[]
  readonly #known = new Map<string, Float32Array>()
  /** What reads phrases in other languages than English; null: nothing does. */
  readonly glossaries: Glossaries | null

  constructor(tower: Embedder, prompts: readonly string[], glossaries: Glossaries | null = null) {
    this.#tower = tower
    this.#prompts = prompts
    this.glossaries = glossaries
  }

  /** As `of`, for phrases as people typed them, in whatever language. */
  ofTyped(phrases: readonly string[]): Promise<Float32Array[]> {
    return this.of(phrases.map(phrase => this.glossaries?.toEnglish(phrase)?.english || phrase))
  }

  /** One vector a phrase, in their order. All that is not known goes through the tower together. */
  async of(phrases: readonly string[], pause?: Pause): Promise<Float32Array[]> {
    const keys = phrases.map(phrase => phrase.trim().toLowerCase().replace(/\s+/g, ' '))
    const found = new Map<string, Float32Array>()
    const missing: string[] = []
    for (const key of new Set(keys)) {
      const known = this.#known.get(key)
      if (known) found.set(key, known)
      else missing.push(key)
    }
    if (missing.length > 0) {
      const texts = missing.flatMap(phrase => promptBank(this.#prompts, phrase))
      const embedded = await this.#tower.embed(texts, pause)
      const size = this.#prompts.length
      missing.forEach((key, i) => found.set(key, centre(embedded.slice(i * size, (i + 1) * size))))
    }
    for (const [key, vector] of found) {
      this.#known.delete(key)
      this.#known.set(key, vector)
    }
    while (this.#known.size > remembered) this.#known.delete(this.#known.keys().next().value!)
    return keys.map(key => found.get(key)!)
  }
}
