import type { Mark, TaughtAnswer, TaughtTag, TaughtTrack } from '#contract/tagging.ts'
import type { Statement } from 'better-sqlite3'
import { EarshotError } from '#contract/errors.ts'
import { fold } from '../../database/fold.ts'
import { taughtStatements } from '../../database/statements/taught.ts'
import type { StoredTaughtTag, TaughtStatements } from '../../database/statements/taught.ts'
import { bestMoment } from '../../search/answer/moments.ts'
import type { SearchLibrary } from '../../search/library.ts'
import type { PhraseVectors } from '../../search/scoring/phrase-vectors.ts'
import { WindowScorer } from '../../search/vectors/window-scorer.ts'
import { tracksToAsk } from './ask.ts'
import { learn, probabilityOf } from './learn.ts'
import type { Example, Learnt } from './learn.ts'
import { rankTracks } from './rank-tracks.ts'
import type { ScoredTrack } from './rank-tracks.ts'
import { SoundSpace } from './sound-space.ts'

interface Known {
  /** What it was learnt from. */
  key: string
  learnt: Learnt
  ranked: ScoredTrack[]
  found: number | null
  marks: Map<number, Mark>
}

/** Tags whose answers are kept in memory. */
const remembered = 64
/** Unmarked tracks considered for asking, nearest to the line and best. */
const considered = 200
const windowSeconds = 10
const densitySample = 64

/**
 * Learns taught tags from their examples and finds what fits them. Only the examples are stored: what is learnt from
 * them is made anew for each model, and kept in memory while nothing changes.
 */
export class Teacher {
  readonly #library: SearchLibrary
  readonly #phrases: PhraseVectors
  readonly #statements: TaughtStatements
  readonly #known = new Map<number, Known>()
  readonly #albumOf: Statement<[number], { album: string; by: string }>
  readonly #scorer: WindowScorer
  #space: SoundSpace | null = null
  #seen = ''

  constructor(library: SearchLibrary, phrases: PhraseVectors) {
    this.#library = library
    this.#phrases = phrases
    this.#statements = taughtStatements(library.db)
    this.#scorer = new WindowScorer(library.model.dimension)
    this.#albumOf = library.db.prepare(
      `SELECT album, CASE album_artist WHEN '' THEN artist ELSE album_artist END AS by FROM tracks WHERE id = ?`
    )
  }

  /** All tags in use, with what was found out about each. */
  async list(pause: () => Promise<void>): Promise<TaughtTag[]> {
    const tags: TaughtTag[] = []
    for (const stored of this.#statements.all()) {
      tags.push(toTag(stored, await this.#learn(stored, pause)))
      await pause()
    }
    return tags
  }

  /** Throws not-found. `skip`: tracks not to ask about. */
  async answer(
    { id, limit, skip }: { id: number; limit: number; skip: readonly number[] },
    pause: () => Promise<void>
  ): Promise<TaughtAnswer> {
    const stored = this.#statements.byId(id)
    if (!stored) throw new EarshotError('not-found', 'There is no such taught tag (any more).')
    const known = await this.#learn(stored, pause)
    const { learnt, ranked, marks } = known
    const line = learnt.line ?? Infinity
    const cut = ranked.findIndex(track => track.score < line)
    const shown = ranked.slice(0, limit)
    const scores = new Map(ranked.map(track => [track.id, track]))
    this.#scorer.use([this.#currentSpace().outside(learnt.probe.weights, learnt.probe.bias).query])
    const toTrack = (track: ScoredTrack): TaughtTrack => ({
      id: track.id,
      probability: probabilityOf(learnt.calibration, track.score),
      mark: marks.get(track.id) ?? null,
      moment: this.#moment(track)
    })
    return {
      tag: toTag(stored, known),
      tracks: shown.map(toTrack),
      cut: Math.min(shown.length, cut === -1 ? ranked.length : cut),
      ask: this.#ask(known, new Set(skip)).map(one => toTrack(scores.get(one)!))
    }
  }

  /** Ids of the tracks that carry a tag: its yes, and what is above the line without a no. Null: no such tag. */
  async carriers(name: string, pause: () => Promise<void>): Promise<Set<number> | null> {
    const stored = this.#statements.byName(name)
    if (!stored) return null
    const { learnt, ranked, marks } = await this.#learn(stored, pause)
    const line = learnt.line ?? Infinity
    const ids = new Set<number>()
    for (const { id, score } of ranked) if (score >= line && marks.get(id) !== 'no') ids.add(id)
    for (const [id, mark] of marks) if (mark === 'yes') ids.add(id)
    return ids
  }

  async #learn(stored: StoredTaughtTag, pause: () => Promise<void>): Promise<Known> {
    const space = this.#currentSpace()
    const marks = new Map(this.#statements.marks(stored.id).map(({ trackId, mark }) => [trackId, mark]))
    const key = JSON.stringify([stored.name, [...marks]])
    const before = this.#known.get(stored.id)
    if (before?.key === key) return before

    const { index, model } = this.#library
    const [text] = await this.#phrases.of([stored.name])
    await pause()
    const drawn = space.drawnRows.filter(row => !marks.has(index.ids[row]!)).map(row => space.row(row))
    const learnt = learn({
      yes: this.#examples(space, marks, 'yes'),
      no: this.#examples(space, marks, 'no'),
      drawn,
      text: space.text(text!),
      pooling: model.profile.windowPooling
    })
    await pause()
    const ranked = await rankTracks(this.#library, space, learnt, pause)
    const { line } = learnt
    const found =
      line === null ? null : ranked.filter(({ id, score }) => score >= line && !marks.has(id)).length
    const known: Known = { key, learnt, ranked, found, marks }
    this.#known.delete(stored.id)
    this.#known.set(stored.id, known)
    if (this.#known.size > remembered) this.#known.delete(this.#known.keys().next().value!)
    return known
  }

  /** Everything known is forgotten when tracks came or went. */
  #currentSpace(): SoundSpace {
    const { index } = this.#library
    const visible = this.#library.allowed.passing([])
    const seen = `${index.count}:${visible.count}`
    if (seen !== this.#seen) this.#known.clear()
    this.#seen = seen
    if (!this.#space || this.#space.outgrown) this.#space = new SoundSpace(this.#library)
    return this.#space
  }

  #examples(space: SoundSpace, marks: Map<number, Mark>, wanted: Mark): Example[] {
    const examples: Example[] = []
    for (const [id, mark] of marks) {
      if (mark !== wanted) continue
      const heard = this.#library.windows?.get(id)
      if (!heard || this.#library.index.rowOf(id) === undefined) continue
      examples.push({ id, group: this.#album(id) ?? `track ${id}`, windows: space.windows(heard) })
    }
    return examples
  }

  #ask({ learnt, ranked, marks }: Known, skip: Set<number>): number[] {
    const { index } = this.#library
    const space = this.#currentSpace()
    const { slope, offset } = learnt.calibration
    const open = ranked.filter(({ id }) => !marks.has(id) && !skip.has(id))
    const margin = (track: ScoredTrack): number =>
      learnt.line === null ? slope * track.score + offset : slope * (track.score - learnt.line)
    const nearest = open.toSorted((a, b) => Math.abs(margin(a)) - Math.abs(margin(b)) || a.id - b.id)
    const some = new Set([...nearest.slice(0, considered), ...open.slice(0, considered / 4)])
    const marked = [...marks.keys()].flatMap(id => index.rowOf(id) ?? []).map(row => space.row(row))
    return tracksToAsk(
      [...some].map(track => ({
        id: track.id,
        album: this.#album(track.id),
        margin: margin(track),
        vector: space.row(track.row)
      })),
      marked,
      space.drawnRows.slice(0, densitySample).map(row => space.row(row))
    )
  }

  /** Names the album a track is on; null where none is written. */
  #album(id: number): string | null {
    const row = this.#albumOf.get(id)
    return !row || row.album === '' ? null : `album ${fold(row.by)}\0${fold(row.album)}`
  }

  /** Where the scorer's direction is heard best. */
  #moment({ id }: ScoredTrack): TaughtTrack['moment'] {
    const heard = this.#library.windows?.get(id)
    if (!heard) return null
    const [along] = this.#scorer.score(heard.windows)
    return bestMoment(along!, heard.windows.starts, windowSeconds, heard.duration)
  }
}

function toTag(stored: StoredTaughtTag, { learnt, found }: Known): TaughtTag {
  const { auc, precision } = learnt
  return {
    ...stored,
    reliability: auc === null ? null : { source: 'examples', auc, precision, examples: stored.yes },
    found
  }
}
