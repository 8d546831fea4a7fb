import type { SearchAnswer } from '#contract/entities.ts'

/** What many libraries have something of, far apart from one another. */
const usual = [
  'calm piano',
  'fast drums',
  'acoustic guitar',
  'choir',
  'electronic beats',
  'sad strings',
  'distorted guitars',
  'female vocals',
  'ambient synth pads',
  'flute',
  'brass',
  'solo harp'
]

const enough = 3
/** Share of growth after which it is asked again. */
const outgrown = 1.25

/** Searches by sound that find something here: each was asked, and found what clearly sounds like it. */
export class SoundExamples {
  readonly #phrases: readonly string[]
  #found: { phrases: string[]; at: number } | null = null

  constructor(phrases: readonly string[] = usual) {
    this.#phrases = phrases
  }

  /** `heard`: tracks that can be found. `query`: asks the search. */
  async of(heard: number, query: (text: string) => Promise<SearchAnswer>): Promise<string[]> {
    if (this.#found && heard <= this.#found.at * outgrown) return this.#found.phrases
    const phrases: string[] = []
    for (const phrase of heard > 0 ? this.#phrases : []) {
      if (phrases.length === enough) break
      const { found, parts } = await query(phrase)
      // A title that is called so says nothing of its sound.
      if (found.bySound > 0 && parts.every(({ trust = 'heard' }) => trust === 'heard')) phrases.push(phrase)
    }
    this.#found = { phrases, at: heard }
    return phrases
  }
}
