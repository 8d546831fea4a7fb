import type { Database } from '../database/open.ts'
import { flowFactStatements, type FlowFactStatements } from '../database/statements/flow-facts.ts'
import { modelStatements } from '../database/statements/models.ts'
import { playlistMemberStatements } from '../database/statements/playlist-members.ts'
import { trackIdStatements, type TrackIdStatements } from '../database/statements/track-ids.ts'
import { vectorStatements } from '../database/statements/vectors.ts'
import type { Pause } from '../threads/pause.ts'
import { OwnWords } from './complete/own-words.ts'
import { ListOrder } from './answer/list-order.ts'
import { AllowedTracks } from './filters/allowed.ts'
import { TrackSet } from './filters/track-set.ts'
import { drawSample } from './scoring/draw-sample.ts'
import { nullDistribution } from './scoring/null-sample.ts'
import type { NullDistribution, NullSample, Shape } from './scoring/null-sample.ts'
import type { ScoringProfile } from '../inference/scoring-profile.ts'
import { RowStandard } from './scoring/row-standard.ts'
import { normalised } from './scoring/vectors.ts'
import { middleOf } from './vectors/middle.ts'
import { KnownRecordings } from './variety/known-recordings.ts'
import { VectorIndex } from './vectors/vector-index.ts'
import { WindowStore } from './vectors/window-store.ts'
import { KnownNames } from './words/known-names.ts'
import { WordSearch } from './words/word-search.ts'

export interface SearchModel {
  name: string
  version: string
  dimension: number
  profile: ScoringProfile
  /** Vectors of the profile's unrelated phrases. */
  nullVectors: readonly Float32Array[]
}

/** The tracks that carry a taught tag of that name, whatever its case and accents; null: there is no such tag. */
export type TaughtTracks = (name: string, pause: Pause) => Promise<ReadonlySet<number> | null>

/** What the null of tracks (for "sounds like") is made of, at most. */
const mostPeers = 256
/** With fewer tracks their own null says nothing: the one of phrases stands in. */
const fewestPeers = 16
/** Share of growth after which samples of the library are drawn again. */
const outgrown = 1.25

/** Everything in memory that queries are answered from, kept up to date with the database. */
export class SearchLibrary {
  readonly db: Database
  readonly model: SearchModel
  readonly trackIds: TrackIdStatements
  readonly listOrder: ListOrder
  readonly index: VectorIndex
  readonly allowed: AllowedTracks
  readonly words: WordSearch
  readonly names: KnownNames
  readonly ownWords: OwnWords
  /** Numbers that are known of a track, beside its sound. */
  readonly facts: FlowFactStatements
  readonly recordings: KnownRecordings
  readonly phraseStandard: RowStandard
  /** For `playlist:`: the tracks of the playlists of that name or number; null: there is none. */
  readonly playlist: (named: string) => ReadonlySet<number> | null
  /** For `taught:`; search itself knows nothing of tags. */
  taught: TaughtTracks | null = null
  #generation = 0
  readonly #rows = new WeakMap<TrackSet, { rows: Uint32Array; generation: number }>()
  #analysed: { set: TrackSet; generation: number } | null = null
  #modelId: number | null = null
  #windows: WindowStore | null = null
  #lastChunk = 0
  #peers: { standard: RowStandard; at: number } | null = null
  #sample: { sample: NullSample; at: number } | null = null
  #middle: { middle: Float32Array; at: number } | null = null
  #distributions = new Map<string, NullDistribution>()

  /** `db` may be read-only. */
  constructor(db: Database, model: SearchModel) {
    this.db = db
    this.model = model
    this.index = new VectorIndex(model.dimension)
    this.allowed = new AllowedTracks(db, id => this.index.rowOf(id) !== undefined)
    this.words = new WordSearch(db)
    this.names = new KnownNames(db)
    this.ownWords = new OwnWords(db)
    this.facts = flowFactStatements(db)
    this.recordings = new KnownRecordings(this.facts)
    this.playlist = playlistMemberStatements(db).named
    this.trackIds = trackIdStatements(db)
    this.listOrder = new ListOrder(this.trackIds)
    this.phraseStandard = new RowStandard(model.nullVectors)
    this.refresh()
  }

  /** Reads what came since the last time: new vectors, and everything that filters depend on. */
  refresh(): void {
    this.allowed.forget()
    this.listOrder.forget()
    this.recordings.forget()
    this.ownWords.forget()
    this.words.forget()
    this.#modelId ??= modelStatements(this.db).findId(this.model.name, this.model.version)
    if (this.#modelId === null) return
    this.#windows ??= new WindowStore(this.db, this.#modelId)
    let lowest = this.index.count
    for (const chunk of vectorStatements(this.db).meansAfter(this.#modelId, this.#lastChunk)) {
      lowest = Math.min(lowest, this.index.add(chunk.trackIds, chunk.vectors))
      this.#windows.forget(chunk.trackIds)
      this.#lastChunk = chunk.id
      this.#generation++
    }
    this.phraseStandard.update(this.index, lowest)
    this.#peers?.standard.update(this.index, lowest)
  }

  /** Another number whenever vectors came or changed. */
  get generation(): number {
    return this.#generation
  }

  /** The tracks that can be ranked. */
  get analysed(): TrackSet {
    const { generation, index } = this
    if (this.#analysed?.generation !== generation)
      this.#analysed = { set: TrackSet.of(index.ids), generation }
    return this.#analysed.set
  }

  /** The rows of the tracks of a set that can be ranked; kept as long as the set is. */
  rowsOf(set: TrackSet): Uint32Array {
    const { generation, index } = this
    const known = this.#rows.get(set)
    if (known?.generation === generation) return known.rows
    const rows = rowsIn(index.ids, set)
    this.#rows.set(set, { rows, generation })
    return rows
  }

  get windows(): WindowStore | null {
    return this.#windows
  }

  /** The null of "sounds like": other tracks of the library, evenly picked. */
  get peerStandard(): RowStandard {
    const { index } = this
    if (index.count < fewestPeers) return this.phraseStandard
    if (!this.#peers || index.count > this.#peers.at * outgrown) {
      const step = Math.max(1, index.count / mostPeers)
      const rows = Array.from({ length: Math.min(mostPeers, index.count) }, (_, i) => Math.floor(i * step))
      const standard = new RowStandard(rows.map(row => normalised(index.vector(row))))
      standard.update(index, 0)
      this.#peers = { standard, at: index.count }
    }
    return this.#peers.standard
  }

  /** The mean direction of its tracks. */
  get middle(): Float32Array {
    const { count } = this.index
    if (!this.#middle || count > this.#middle.at * outgrown) {
      this.#middle = { middle: middleOf(this.index), at: count }
    }
    return this.#middle.middle
  }

  /** What unrelated queries of the same shape score. */
  distribution(shape: Shape): NullDistribution {
    const sample = this.#drawn()
    const key = `${shape.positive}:${shape.negative}`
    let known = this.#distributions.get(key)
    if (!known) {
      known = nullDistribution(sample, shape, this.model.profile.negativeAlpha)
      this.#distributions.set(key, known)
    }
    return known
  }

  /** What the best windows of a track add to the score of its mean, for one of its spread. */
  get lift(): number {
    return this.#drawn().lift
  }

  #drawn(): NullSample {
    if (this.#sample && this.index.count <= this.#sample.at * outgrown) return this.#sample.sample
    const { profile, nullVectors } = this.model
    const sample = this.#windows
      ? drawSample(this.index, this.#windows, this.phraseStandard, nullVectors, profile.windowPooling)
      : { tracks: 0, phrases: 0, scores: new Float32Array(0), lift: 0 }
    this.#sample = { sample, at: this.index.count }
    this.#distributions.clear()
    return sample
  }
}

function rowsIn(ids: Uint32Array, set: TrackSet): Uint32Array {
  const rows = new Uint32Array(ids.length)
  let count = 0
  for (let row = 0; row < ids.length; row++) if (set.has(ids[row]!)) rows[count++] = row
  return rows.slice(0, count)
}
