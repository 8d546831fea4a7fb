import type { QueryPart } from '#contract/entities.ts'
import { withoutMomentMark } from '#contract/moments.ts'
import type { Pause } from '../../threads/pause.ts'
import { TrackSet } from '../filters/track-set.ts'
import type { SearchLibrary } from '../library.ts'
import { parseQuery } from '../query/parse.ts'
import type { Filter } from '../../library/filter.ts'
import type { Alternative, NamedSets, Phrase, Seed } from '../query/plan.ts'
import type { PhraseVectors } from '../scoring/phrase-vectors.ts'
import { centre } from '../scoring/vectors.ts'
import { understand, type Understood } from '../trust/understand.ts'
import { mostQueries } from '../vectors/window-scorer.ts'
import { settleShifts } from './shifts.ts'
import { seedTracks } from '../words/seeds.ts'
import type { NameMatch } from '../words/name-match.ts'

/** One thing that a track is compared with. */
export interface Wanted {
  kind: 'phrase' | 'seed'
  /** As the reasons name it. */
  text: string
  negative: boolean
  vector: Float32Array
}

/** One alternative, ready to be scored. */
export interface Prepared {
  wanted: Wanted[]
  passing: TrackSet
  words: Map<number, NameMatch>
  /** Whether anything but filters was asked. */
  asks: boolean
  /** Whether it is about a playlist or taught tag that is not there; it is left out of `passing`. */
  lacks: boolean
  /** The filters a track passed to be here, as they were written. */
  filters: string[]
}

export interface Question {
  text: string
  parts: QueryPart[]
  alternatives: Prepared[]
  /** Tracks that were given as examples: not part of the answer. */
  examples: Set<number>
}

const seedIds = (library: SearchLibrary, { ids, text }: Seed): readonly number[] =>
  ids ?? seedTracks(library.trackIds, library.words, text)

/** Turns seeds into query vectors; what cannot be found makes its part wrong. */
function seedVector(
  library: SearchLibrary,
  seed: Seed,
  shifted: boolean,
  parts: QueryPart[],
  examples: Set<number>
): Wanted | null {
  const ids = seedIds(library, seed)
  const rows = ids.map(id => library.index.rowOf(id)).filter(row => row !== undefined)
  if (rows.length === 0) {
    const part = parts[seed.part]!
    const code = ids.length === 0 ? 'known-example' : 'analysed-example'
    parts[seed.part] = { ...part, kind: 'wrong', expected: { code } }
    return null
  }
  // Who asks for music like an artist's expects that artist's, too; no track is calmer than itself.
  const isAnswer = seed.ids !== undefined && !(shifted && ids.length === 1)
  if (!seed.negative && !isAnswer) for (const id of ids) examples.add(id)
  const vector = centre(rows.map(row => library.index.vector(row)))
  return { kind: 'seed', text: seed.text, negative: seed.negative, vector }
}

/** Finds the tracks of taught tags and playlists; a name that is none makes its part wrong. */
async function namedFilter(
  library: SearchLibrary,
  { field, names, negative, part }: NamedSets,
  parts: QueryPart[],
  pause: Pause
): Promise<Filter | null> {
  const values: ReadonlySet<number>[] = []
  for (const name of names) {
    const ids =
      field === 'playlist' ? library.playlist(name) : library.taught && (await library.taught(name, pause))
    if (!ids) {
      parts[part] = { ...parts[part]!, kind: 'wrong', expected: { code: 'known-name', of: field, name } }
      return null
    }
    values.push(ids)
  }
  return { field, negative, values }
}

/** What a query is asked with beside its text. */
export interface Asked {
  /** Words in plain language that are to stay words. */
  kept?: readonly string[]
  /** Sounds that are not understood: `dropped`, or listened for as any, and still said to be such. */
  doubtful?: 'dropped' | 'heard'
}

/** Reads a text and looks up everything scoring needs: vectors, sets of tracks, word matches. */
export async function prepare(
  library: SearchLibrary,
  phrases: PhraseVectors,
  text: string,
  examples: readonly number[],
  pause: Pause = async () => undefined,
  { kept = [], doubtful = 'dropped' }: Asked = {}
): Promise<Question> {
  const parsed = parseQuery(withoutMomentMark(text), Date.now(), phrases.glossaries, {
    names: library.names,
    kept,
    examples: examples.length > 0
  })
  const found: Question = { text, parts: parsed.parts, alternatives: [], examples: new Set(examples) }
  for (const alternative of parsed.alternatives) {
    if (alternative.shifts.length === 0) continue
    const shown = alternative.seeds.flatMap(seed => (seed.negative ? [] : seedIds(library, seed)))
    settleShifts(library, alternative, [...examples, ...shown], found.parts)
  }
  const understood = await understand(phrases, parsed, pause, doubtful === 'dropped')
  const rows = examples.map(id => library.index.rowOf(id)).filter(row => row !== undefined)
  const example = rows.length > 0 ? centre(rows.map(row => library.index.vector(row))) : null
  for (const [at, alternative] of parsed.alternatives.entries()) {
    const wanted: Wanted[] = []
    if (example) wanted.push({ kind: 'seed', text: 'examples', negative: false, vector: example })
    const sounds = phrasesOf(alternative, understood)
    const taken = doubtful === 'heard' ? sounds : sounds.filter(one => one.understood)
    wanted.push(...taken.map(one => one.wanted))
    for (const seed of alternative.seeds) {
      const one = seedVector(library, seed, alternative.shifted, found.parts, found.examples)
      if (one) wanted.push(one)
    }
    const words: Map<number, NameMatch> = example
      ? new Map()
      : library.words.match(
          alternative.words,
          alternative.groups,
          alternative.negative.map(({ text }) => text)
        )
    const filters = [...alternative.filters]
    // "-invoices" alone asks for something, and not for everything.
    const narrows = filters.length > 0 || alternative.named.length > 0
    const asks =
      wanted.length > 0 ||
      alternative.words.trim() !== '' ||
      alternative.seeds.length > 0 ||
      (taken.length < sounds.length && !narrows) ||
      // Quotes and commas ask for nothing that is there.
      (text.trim() !== '' && !/[\p{L}\p{N}]/u.test(text))
    wanted.length = Math.min(wanted.length, mostQueries)
    let lacks = false
    for (const named of alternative.named) {
      const filter = await namedFilter(library, named, found.parts, pause)
      if (filter) filters.push(filter)
      else if (!named.negative) lacks = true
    }
    const own = found.parts.slice(alternative.firstPart, parsed.alternatives[at + 1]?.firstPart)
    const passed = own.flatMap(({ kind, text }) => (kind === 'filter' ? [text] : []))
    // Where nothing of it could be read, nothing is known to fit: all of the library would be no answer.
    const isUnread = !asks && own.length > 0 && own.every(({ kind }) => kind === 'wrong')
    const passing = isUnread ? TrackSet.of([]) : library.allowed.passing(filters)
    found.alternatives.push({ wanted, passing, words, asks, lacks, filters: passed })
  }
  return found
}

/** The sounds of an alternative, and whether they are understood. */
function phrasesOf(
  alternative: Alternative,
  understood: ReadonlyMap<Phrase, Understood>
): { wanted: Wanted; understood: boolean }[] {
  const of = (negative: boolean) =>
    (negative ? alternative.negative : alternative.positive).map(phrase => {
      const { vector, trust } = understood.get(phrase)!
      const wanted: Wanted = { kind: 'phrase', text: phrase.text, negative, vector }
      return { wanted, understood: trust !== 'not-understood' }
    })
  return [...of(false), ...of(true)]
}
