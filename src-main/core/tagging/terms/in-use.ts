import type { Term } from '#contract/tagging.ts'
import { termStatements } from '../../database/statements/terms.ts'
import { writtenGenreStatements } from '../../database/statements/written-genres.ts'
import type { Pause } from '../../threads/pause.ts'
import type { SearchLibrary } from '../../search/library.ts'
import type { PhraseVectors } from '../../search/scoring/phrase-vectors.ts'
import { centre, promptBank } from '../../search/scoring/vectors.ts'
import type { TermsInUse } from '../suggest/suggest.ts'
import { TermScores } from '../suggest/term-scores.ts'
import { writtenTracks } from './library-labels.ts'
import { measureOnLibrary } from './library-measure.ts'
import { modelVerdict, usualOf } from './model-measure.ts'
import { verdictOf } from './verdict.ts'
import type { Verdict } from './verdict.ts'
import { defaultPhrases, mostOwnTerms, termKey, vocabulary } from './vocabulary.ts'
import type { VocabularyTerm } from './vocabulary.ts'
import { WrittenTerms } from './written.ts'

export interface TermSource {
  library: SearchLibrary
  phrases: PhraseVectors
  /** Vectors of texts that never change, kept from start to start. */
  stored(texts: readonly string[], pause?: Pause): Promise<Float32Array[]>
  /** Names of the tower's tags, as `MSD:jazz`. */
  tagNames: readonly string[]
}

interface Made extends Omit<TermsInUse, 'verdicts'> {
  /** The user's changes it was made with. */
  edits: string
}

/** Share of growth after which reliability is measured anew, and how long it stands at least, milliseconds. */
const outgrown = 1.1
const standsFor = 20_000
/** Phrases that are embedded together. */
const together = 16

/** Keeps the vocabulary and its reliability as the library has them now. */
export class CurrentTerms {
  readonly #source: TermSource
  readonly #known = new Map<string, Float32Array>()
  #made: Made | null = null
  #measured: { verdicts: Verdict[]; state: string; analysed: number; at: number } | null = null
  #measuredFor: TermScores | null = null

  constructor(source: TermSource) {
    this.#source = source
  }

  async get(pause: Pause): Promise<TermsInUse> {
    const made = await this.#make(pause)
    const verdicts = await this.#measure(made, pause)
    return { terms: made.terms, scores: made.scores, written: made.written, verdicts }
  }

  /** The whole vocabulary, what is switched off included, as it is shown. */
  async list(pause: Pause): Promise<Term[]> {
    const { terms, verdicts } = await this.get(pause)
    const inUse = new Map(terms.map((term, at) => [termKey(term.group, term.name), verdicts[at]!]))
    const model = this.#source.library.model.name
    return vocabulary(termStatements(this.#source.library.db).all()).map(term => {
      const key = termKey(term.group, term.name)
      const { name, group, parent, phrases, origin, enabled } = term
      const { reliability } = inUse.get(key) ?? modelVerdict(model, key)
      return { name, group, parent, phrases, origin, enabled, reliability }
    })
  }

  async #make(pause: Pause): Promise<Made> {
    const { library, tagNames } = this.#source
    const changes = termStatements(library.db).all()
    const edits = JSON.stringify(changes)
    if (this.#made?.edits === edits) return this.#made
    const all = vocabulary(changes)
    const terms = inUse(all)
    const vectors = await phraseVectors(this.#source, terms, this.#known, pause)
    const placeOf = new Map(tagNames.map((name, at) => [name, at]))
    const changed = new Set(changes.map(edit => termKey(edit.group, edit.name)))
    const scored = terms.map((term, i) => {
      const key = termKey(term.group, term.name)
      const tags = term.tags.flatMap(name => placeOf.get(name) ?? [])
      const usual = usualOf(changed.has(key) ? '' : library.model.name, key)
      return { key, vector: vectors[i]!, tags, usual }
    })
    this.#made = { edits, terms, scores: new TermScores(library, scored), written: new WrittenTerms(all) }
    return this.#made
  }

  async #measure(made: Made, pause: Pause): Promise<Verdict[]> {
    const { library } = this.#source
    const analysed = library.index.count
    const state = writtenGenreStatements(library.db).state()
    const last = this.#measuredFor === made.scores ? this.#measured : null
    if (last) {
      const same = last.state === state && analysed <= last.analysed * outgrown && analysed >= last.analysed
      if (same || Date.now() - last.at < standsFor) return last.verdicts
    }
    const tracks = writtenTracks(library.db).filter(track => library.index.rowOf(track.id) !== undefined)
    const measured = await measureOnLibrary(tracks, made.written, made.scores, pause)
    const changed = new Set(
      termStatements(library.db)
        .all()
        .map(edit => termKey(edit.group, edit.name))
    )
    const verdicts = made.scores.terms.map(({ key }) => {
      const here = measured.get(key)
      return here ? verdictOf(here, 'library') : modelVerdict(changed.has(key) ? '' : library.model.name, key)
    })
    this.#measured = { verdicts, state, analysed, at: Date.now() }
    this.#measuredFor = made.scores
    return verdicts
  }
}

/** Those that are switched on; of the user's own no more than may be there. */
function inUse(all: readonly VocabularyTerm[]): VocabularyTerm[] {
  let own = 0
  return all.filter(({ enabled, origin }) => enabled && (origin === 'default' || own++ < mostOwnTerms))
}

/** One vector a term: the middle of its phrases. `known`: vectors of phrases, filled as they are made. */
export async function phraseVectors(
  { library, phrases, stored }: TermSource,
  terms: readonly VocabularyTerm[],
  known = new Map<string, Float32Array>(),
  pause?: Pause
): Promise<Float32Array[]> {
  if (known.size === 0) {
    const { prompts } = library.model.profile
    const usual = defaultPhrases()
    const all = await stored(
      usual.flatMap(phrase => promptBank(prompts, phrase)),
      pause
    )
    const size = prompts.length
    usual.forEach((one, i) => known.set(one, centre(all.slice(i * size, (i + 1) * size))))
  }
  const fresh = [...new Set(terms.flatMap(term => term.phrases.filter(phrase => !known.has(phrase))))]
  // In small steps, each of which is kept, whoever stops waiting.
  for (let at = 0; at < fresh.length; at += together) {
    const some = fresh.slice(at, at + together)
    const made = await phrases.of(some, pause)
    some.forEach((phrase, i) => known.set(phrase, made[i]!))
  }
  return terms.map(term => centre(term.phrases.map(phrase => known.get(phrase)!)))
}
