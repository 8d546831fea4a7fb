import type {
  Mark,
  Reliability,
  Suggestion,
  TaughtAnswer,
  TaughtTag,
  TaughtTrack
} from '#contract/tagging.ts'
import { EarshotError } from '#contract/errors.ts'
import { fold } from '../../database/fold.ts'
import { albumStatements, type AlbumStatements } from '../../database/statements/albums.ts'
import { taughtStatements } from '../../database/statements/taught.ts'
import type { StoredTaughtTag, TaughtStatements } from '../../database/statements/taught.ts'
import type { Pause } from '../../threads/pause.ts'
import { bestMoment } from '../../search/answer/moments.ts'
import type { SearchLibrary } from '../../search/library.ts'
import type { PhraseVectors } from '../../search/scoring/phrase-vectors.ts'
import { WindowScorer } from '../../search/vectors/window-scorer.ts'
import { tracksToAsk } from './ask.ts'
import { carriersOf } from './carriers.ts'
import { learn, probabilityOf } from './learn.ts'
import type { Example, Learnt } from './learn.ts'
import { marginOf, openTracks } from './open-tracks.ts'
import { rankTracks } from './rank-tracks.ts'
import type { ScoredTrack } from './rank-tracks.ts'
import { SoundSpace } from './sound-space.ts'

/** What is kept of every tag, so that a list of them costs no fit. Small, however large the library is. */
interface Figures {
  /** What it was learnt from. */
  key: string
  /** The library it was learnt in. */
  seen: string
  /** When, milliseconds of the clock that only goes forward. */
  at: number
  reliability: Reliability | null
  found: number | null
  /** Tracks at or above the line. */
  above: Uint32Array
  /** Of those tracks, in the same order: how likely each is a yes. */
  chances: Float32Array
}

interface Known {
  figures: Figures
  learnt: Learnt
  ranked: ScoredTrack[]
}

type Marks = Map<number, Mark>

/** Tags whose ranked tracks are kept in memory: some MB each in a large library. */
const remembered = 4
/** For so long the list keeps figures from before tracks came or changed. Marks always count at once. */
const freshFor = 5 * 60_000
const windowSeconds = 10
const gaveWay = new Error('Others wait.')
const densitySample = 64

/**
 * Learns taught tags from their examples and finds what fits them. Only the examples are stored: what is learnt from
 * them is made anew for each model, and kept in memory while nothing changes.
 */
export class Teacher {
  readonly #library: SearchLibrary
  readonly #phrases: PhraseVectors
  readonly #statements: TaughtStatements
  readonly #figures = new Map<number, Figures>()
  readonly #known = new Map<number, Known>()
  readonly #albums: AlbumStatements
  readonly #scorer: WindowScorer
  #space: SoundSpace | null = null

  constructor(library: SearchLibrary, phrases: PhraseVectors) {
    this.#library = library
    this.#phrases = phrases
    this.#statements = taughtStatements(library.db)
    this.#scorer = new WindowScorer(library.model.dimension)
    this.#albums = albumStatements(library.db)
  }

  /** All tags in use, with what is known of each; nothing is learnt for it. */
  list(): TaughtTag[] {
    return this.#statements.all().map(stored => {
      const { reliability = null, found = null } = this.#figures.get(stored.id) ?? {}
      return { ...stored, reliability, found, learning: this.#behind(stored) }
    })
  }

  /**
   * Learns one of the tags that the list does not know (well enough) yet, and says how many are left then. Gives up
   * where others wait: nobody waits for this.
   */
  async catchUp(pause: Pause, othersWait: () => boolean): Promise<number> {
    const behind = this.#statements.all().filter(stored => this.#behind(stored))
    const way = async (): Promise<void> => {
      await pause()
      if (othersWait()) throw gaveWay
    }
    try {
      if (behind[0]) await this.#learn(behind[0], way)
      return Math.max(0, behind.length - 1)
    } catch (thrown) {
      if (thrown === gaveWay) return behind.length
      throw thrown
    }
  }

  /** Throws not-found. `skip`: tracks not to ask about. */
  async answer(
    { id, limit, skip }: { id: number; limit: number; skip: readonly number[] },
    pause: Pause
  ): Promise<TaughtAnswer> {
    const stored = this.#statements.byId(id)
    if (!stored) throw new EarshotError('not-found', 'There is no such taught tag (any more).')
    const known = await this.#learn(stored, pause)
    const { learnt, ranked, figures } = known
    const marks = this.#marks(id)
    const line = learnt.line ?? Infinity
    const cut = ranked.findIndex(track => track.score < line)
    const shown = ranked.slice(0, limit)
    this.#scorer.use([this.#currentSpace().outside(learnt.probe.weights, learnt.probe.bias).query])
    const toTrack = (track: ScoredTrack): TaughtTrack => ({
      id: track.id,
      probability: probabilityOf(learnt.calibration, track.score),
      mark: marks.get(track.id) ?? null,
      moment: this.#moment(track)
    })
    const open = openTracks(this.#library, learnt, ranked, marks, new Set(skip))
    await pause()
    return {
      tag: { ...stored, reliability: figures.reliability, found: figures.found },
      tracks: shown.map(toTrack),
      cut: Math.min(shown.length, cut === -1 ? ranked.length : cut),
      ask: this.#ask(learnt, open, marks).map(toTrack)
    }
  }

  /** Ids of the tracks that carry a tag: its yes, and what is above the line without a no. Null: no such tag. */
  async carriers(name: string, pause: Pause): Promise<Set<number> | null> {
    const stored = this.#statements.byName(name)
    if (!stored) return null
    const marks = this.#marks(stored.id)
    const figures = this.#figures.get(stored.id)
    const current = figures?.key === keyOf(stored, marks) && figures.seen === this.#seen()
    const { above } = current ? figures : (await this.#learn(stored, pause)).figures
    const ids = new Set<number>()
    for (const id of above) if (marks.get(id) !== 'no') ids.add(id)
    for (const [id, mark] of marks) if (mark === 'yes') ids.add(id)
    return ids
  }

  /**
   * The tags that each of these tracks carries. `wait`: also what is not learnt yet, or was learnt before tracks came;
   * otherwise only what is known counts, and comes at once.
   */
  async carried(ids: readonly number[], wait: boolean, pause: Pause): Promise<Map<number, Suggestion[]>> {
    const found = new Map(ids.map((id): [number, Suggestion[]] => [id, []]))
    for (const stored of this.#statements.all()) {
      const marks = this.#marks(stored.id)
      let figures = this.#figures.get(stored.id) ?? null
      if (figures?.key !== keyOf(stored, marks)) figures = null
      if (wait && figures?.seen !== this.#seen()) figures = (await this.#learn(stored, pause)).figures
      const carriers = carriersOf(stored, marks, figures)
      for (const [id, suggestions] of found) {
        const one = carriers.get(id)
        if (one) suggestions.push({ ...one, moment: this.#heardAt(stored.id, figures, id) })
      }
      await pause()
    }
    for (const suggestions of found.values()) suggestions.sort((a, b) => b.score - a.score)
    return found
  }

  async #learn(stored: StoredTaughtTag, pause: Pause): Promise<Known> {
    const space = this.#currentSpace()
    const marks = this.#marks(stored.id)
    const key = keyOf(stored, marks)
    const seen = this.#seen()
    const before = this.#known.get(stored.id)
    if (before?.figures.key === key && before.figures.seen === seen) return before

    const { index, model } = this.#library
    const [text] = await this.#phrases.ofTyped([stored.name])
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
    const { line, auc, precision } = learnt
    const above = line === null ? [] : ranked.filter(({ score }) => score >= line)
    const figures: Figures = {
      key,
      seen,
      at: performance.now(),
      reliability: auc === null ? null : { source: 'examples', auc, precision, examples: stored.yes },
      found: line === null ? null : above.filter(({ id }) => !marks.has(id)).length,
      above: Uint32Array.from(above, ({ id }) => id),
      chances: Float32Array.from(above, ({ score }) => probabilityOf(learnt.calibration, score))
    }
    const known: Known = { figures, learnt, ranked }
    this.#figures.set(stored.id, figures)
    this.#known.delete(stored.id)
    this.#known.set(stored.id, known)
    if (this.#known.size > remembered) this.#known.delete(this.#known.keys().next().value!)
    return known
  }

  /** Whether the figures of the list are none, or not those of the marks there are now. */
  #behind(stored: StoredTaughtTag): boolean {
    const figures = this.#figures.get(stored.id)
    if (figures?.key !== keyOf(stored, this.#marks(stored.id))) return true
    return figures.seen !== this.#seen() && performance.now() - figures.at > freshFor
  }

  #marks(id: number): Marks {
    return new Map(this.#statements.marks(id).map(({ trackId, mark }) => [trackId, mark]))
  }

  /** Another text whenever tracks were heard, heard anew, hidden or shown. */
  #seen(): string {
    const { generation, index, allowed } = this.#library
    return `${generation}:${index.count}:${allowed.passing([]).count}`
  }

  #currentSpace(): SoundSpace {
    if (!this.#space || this.#space.outgrown) {
      this.#space = new SoundSpace(this.#library)
      this.#known.clear()
    }
    return this.#space
  }

  #examples(space: SoundSpace, marks: Marks, wanted: Mark): Example[] {
    const examples: Example[] = []
    for (const [id, mark] of marks) {
      if (mark !== wanted) continue
      const analysed = this.#library.windows?.get(id)
      if (!analysed || this.#library.index.rowOf(id) === undefined) continue
      examples.push({ id, group: this.#album(id) ?? `track ${id}`, windows: space.windows(analysed) })
    }
    return examples
  }

  #ask({ calibration, line }: Learnt, open: readonly ScoredTrack[], marks: Marks): ScoredTrack[] {
    const { index } = this.#library
    const space = this.#currentSpace()
    const tracks = new Map(open.map(track => [track.id, track]))
    const marked = [...marks.keys()].flatMap(id => index.rowOf(id) ?? []).map(row => space.row(row))
    const ids = tracksToAsk(
      open.map(track => ({
        id: track.id,
        album: this.#album(track.id),
        margin: marginOf({ calibration, line }, track),
        vector: space.row(track.row)
      })),
      marked,
      space.drawnRows.slice(0, densitySample).map(row => space.row(row))
    )
    return ids.map(id => tracks.get(id)!)
  }

  /** Names the album a track is on; null where none is written. */
  #album(id: number): string | null {
    const row = this.#albums.of(id)
    return !row || row.album === '' ? null : `album ${fold(row.by)}\0${fold(row.album)}`
  }

  /** Where a track sounds most like a tag; null where that is not at hand. */
  #heardAt(tagId: number, figures: Figures | null, id: number): TaughtTrack['moment'] {
    const known = this.#known.get(tagId)
    if (!known || known.figures !== figures) return null
    const { weights, bias } = known.learnt.probe
    this.#scorer.use([this.#currentSpace().outside(weights, bias).query])
    return this.#moment({ id })
  }

  /** Where the scorer's direction is heard best. */
  #moment({ id }: Pick<ScoredTrack, 'id'>): TaughtTrack['moment'] {
    const analysed = this.#library.windows?.get(id)
    if (!analysed) return null
    const [along] = this.#scorer.score(analysed.windows)
    const { windows, duration } = analysed
    return bestMoment({ values: along!, starts: windows.starts, windowSeconds, duration })
  }
}

const keyOf = ({ name }: StoredTaughtTag, marks: Marks): string => JSON.stringify([name, [...marks]])
