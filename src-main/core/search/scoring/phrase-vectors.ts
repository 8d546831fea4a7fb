import type { Glossaries } from '../glossary/glossaries.ts'
import type { Pause } from '../../threads/pause.ts'
import type { TrustedText } from '../../inference/text-tower.ts'
import { inSpelling } from '../spelling/in-spelling.ts'
import type { Embedder } from '../query/embedder.ts'
import type { Judge } from '../trust/judge.ts'
import type { OffersAsked } from '../trust/offers.ts'
import { centre, promptBank } from './vectors.ts'

const remembered = 2000
/** The prompt that is the phrase itself: its pass gives the trust as well. */
const bare = '{}'

/** Query vectors of phrases, each the centre of its prompt bank. Remembers the last ones. */
export class PhraseVectors {
  readonly #tower: Embedder
  readonly #prompts: readonly string[]
  readonly #known = new Map<string, TrustedText>()
  /** What reads phrases in other languages than English; null: nothing does. */
  readonly glossaries: Glossaries | null
  /** What says which phrases are heard; null: anything is. */
  judge: Judge | null = null
  /** What is offered for phrases that are not understood. */
  offers: OffersAsked = async () => null

  constructor(tower: Embedder, prompts: readonly string[], glossaries: Glossaries | null = null) {
    this.#tower = tower
    this.#prompts = prompts
    this.glossaries = glossaries
  }

  /** As `of`, for phrases as people typed them, in whatever language. */
  ofTyped(phrases: readonly string[]): Promise<Float32Array[]> {
    return this.of(phrases.map(phrase => this.inEnglish(phrase)))
  }

  /** What is listened for where this is typed: put into English, its slips mended. */
  inEnglish(typed: string): string {
    const read = this.glossaries?.toEnglish(typed)
    const spelled = read && read.unknown.length === 0 ? null : inSpelling(typed)
    return (spelled ?? read?.english) || typed
  }

  /** One vector a phrase, in their order. All that is not known goes through the tower together. */
  async of(phrases: readonly string[], pause?: Pause): Promise<Float32Array[]> {
    return (await this.trusted(phrases, pause)).map(({ vector }) => vector)
  }

  /** The same, with how far each phrase can be trusted to be heard. */
  async trusted(phrases: readonly string[], pause?: Pause): Promise<TrustedText[]> {
    const keys = phrases.map(phrase => phrase.trim().toLowerCase().replace(/\s+/g, ' '))
    const found = new Map<string, TrustedText>()
    const missing: string[] = []
    for (const key of new Set(keys)) {
      const known = this.#known.get(key)
      if (known) found.set(key, known)
      else missing.push(key)
    }
    if (missing.length > 0) {
      const made = await this.#embed(missing, pause)
      missing.forEach((key, i) => found.set(key, made[i]!))
    }
    for (const [key, one] of found) {
      this.#known.delete(key)
      this.#known.set(key, one)
    }
    while (this.#known.size > remembered) this.#known.delete(this.#known.keys().next().value!)
    return keys.map(key => found.get(key)!)
  }

  async #embed(phrases: readonly string[], pause?: Pause): Promise<TrustedText[]> {
    const tower = this.#tower
    const others = this.#prompts.filter(prompt => prompt !== bare)
    const texts = phrases.flatMap(phrase => promptBank(others, phrase))
    const spoken = texts.length > 0 ? await tower.embed(texts, pause) : []
    const themselves = tower.trusted
      ? await tower.trusted(phrases, pause)
      : (await tower.embed(phrases, pause)).map(vector => ({ vector, trust: null, sentence: null }))
    return themselves.map(({ vector, ...known }, i) => {
      const bank = spoken.slice(i * others.length, (i + 1) * others.length)
      const own = others.length < this.#prompts.length ? [vector] : []
      return { ...known, vector: centre([...own, ...bank]) }
    })
  }
}
