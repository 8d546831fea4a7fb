import type { Glossaries } from '../glossary/glossaries.ts'
import type { Pause } from '../../threads/pause.ts'
import type { TrustedText } from '../../inference/text-tower.ts'
import { inSpelling } from '../spelling/in-spelling.ts'
import type { Embedder } from '../query/embedder.ts'
import type { Judge } from '../trust/judge.ts'
import type { OffersAsked } from '../trust/offers.ts'
import type { KeptPhrases } from './kept-phrases.ts'
import { centre, promptBank } from './vectors.ts'

const remembered = 2000
/** The prompt that is the phrase itself: its pass gives the trust as well. */
const bare = '{}'

/**
 * A longer phrase, in characters, is a sentence or more, which no prompt can hold: it stands for itself. Of three
 * descriptions of 300 to 600 characters the bank had a cosine of .988 to .998 to that, for four times the passes.
 */
const mostInPrompts = 300

/** What was made of a phrase; `isWhole`: of its prompt bank. */
interface Known {
  heard: TrustedText
  isWhole: boolean
}

/** Query vectors of phrases, each the centre of its prompt bank. Remembers the last ones. */
export class PhraseVectors {
  readonly #tower: Embedder
  readonly #prompts: readonly string[]
  readonly #known = new Map<string, Known>()
  /** What reads phrases in other languages than English; null: nothing does. */
  readonly glossaries: Glossaries | null
  /** What says which phrases are heard; null: anything is. */
  judge: Judge | null = null
  /** Where phrases are kept from start to start; null: nowhere. */
  kept: KeptPhrases | null = null
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

  /**
   * The same, with how far each phrase can be trusted to be heard. `isWanted`: whether a phrase is listened for, so far
   * trusted; the vector of one that is not is that of its bare words, for a pass instead of one a prompt.
   */
  async trusted(
    phrases: readonly string[],
    pause?: Pause,
    isWanted: (phrase: string, trust: number | null) => boolean = () => true
  ): Promise<TrustedText[]> {
    const keys = phrases.map(phrase => phrase.trim().toLowerCase().replace(/\s+/g, ' '))
    const typed = new Map(keys.map((key, i) => [key, phrases[i]!]))
    const found = new Map<string, Known>()
    const add = (some: readonly string[], made: readonly Known[]): void =>
      some.forEach((key, i) => found.set(key, made[i]!))
    for (const key of typed.keys()) {
      const heard = this.#known.has(key) ? undefined : this.kept?.get(key)
      if (heard) found.set(key, { heard, isWhole: true })
    }
    const missing = [...typed.keys()].filter(key => !found.has(key) && !this.#known.has(key))
    add(missing, missing.length > 0 ? await this.#bare(missing, pause) : [])
    for (const key of typed.keys()) if (!found.has(key)) found.set(key, this.#known.get(key)!)
    const wanted = [...found].filter(
      ([key, { isWhole, heard }]) => !isWhole && isWanted(typed.get(key)!, heard.trust)
    )
    const whole = wanted.length > 0 ? await this.#whole(wanted, pause) : []
    add(
      wanted.map(([key]) => key),
      whole
    )
    for (const key of [...missing, ...wanted.map(([key]) => key)]) this.#keep(key, found.get(key)!)
    for (const [key, one] of found) {
      this.#known.delete(key)
      this.#known.set(key, one)
    }
    while (this.#known.size > remembered) this.#known.delete(this.#known.keys().next().value!)
    return keys.map(key => found.get(key)!.heard)
  }

  /** What is not understood is not listened for: of such a phrase the tower has to say what comes near. */
  #keep(phrase: string, { heard, isWhole }: Known): void {
    const trust = this.judge?.(phrase, heard.trust).trust
    if (isWhole && trust !== 'not-understood') this.kept?.put(phrase, heard)
  }

  /** Phrases by their own words alone. */
  async #bare(phrases: readonly string[], pause?: Pause): Promise<Known[]> {
    const tower = this.#tower
    const all = tower.trusted
      ? await tower.trusted(phrases, pause)
      : (await tower.embed(phrases, pause)).map(vector => ({ vector, trust: null, sentence: null }))
    const isAlone = this.#prompts.every(prompt => prompt === bare)
    return all.map((heard, i) => ({ heard, isWhole: isAlone || phrases[i]!.length > mostInPrompts }))
  }

  /** The centres of the prompt banks of phrases whose own words were embedded. */
  async #whole(phrases: readonly (readonly [string, Known])[], pause?: Pause): Promise<Known[]> {
    const others = this.#prompts.filter(prompt => prompt !== bare)
    const tower = this.#tower
    const made: Known[] = []
    for (const [phrase, { heard }] of phrases) {
      const texts = promptBank(others, phrase)
      const bank = await (tower.embedBank ? tower.embedBank(texts, pause) : tower.embed(texts, pause))
      const own = others.length < this.#prompts.length ? [heard.vector] : []
      made.push({ heard: { ...heard, vector: centre([...own, ...bank]) }, isWhole: true })
    }
    return made
  }
}
