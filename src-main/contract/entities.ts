import type { Failure } from './errors.ts'
import type { Expectation } from './expected.ts'
import type { DatabaseFault, ModelFault, Problem, ProviderFault } from './faults.ts'
import type { ColumnField, FilterField } from './field-uses.ts'
import type { FieldValue } from './fields.ts'
import type { UnderstoodAs } from './glossary.ts'
import type { Named } from './named.ts'
import type { Trust, TrustSign } from './trust.ts'

/**
 * Plain data that both sides know. Times are Unix milliseconds, durations seconds.
 * A path is an absolute path as text; bytes that are not UTF-8 appear as lone surrogates U+DC80 to U+DCFF
 * (the `surrogateescape` convention of Python's PEP 383), so that every path survives the way there and back.
 */

export interface Folder {
  id: number
  path: string
  /** `missing`: the folder cannot be reached now (a drive pulled, say); its tracks are kept. */
  state: 'present' | 'missing'
  tracks: number
  addedAt: number
  scannedAt: number | null
}

/**
 * How changes in a place of the library are noticed. `watched`: the system tells of each; `network`: looked through now and
 * then besides, since the system tells of none that are made elsewhere; `partly`: the same, since the system watches no more
 * folders; `away`: it is waited for.
 */
export interface Watched {
  path: string
  how: 'watched' | 'network' | 'partly' | 'away'
}

/** The columns of the list, by the fields they show. */
export type ColumnValues = { [Name in ColumnField]: FieldValue<Name> }

/** One row of a list. */
export interface TrackRow extends ColumnValues {
  id: number
  available: boolean
  analysed: boolean
}

/** What is known of a track being played: here, or from an imported library. */
export interface Played {
  plays: number
  /** Unix milliseconds; null: never. */
  playedAt: number | null
  /** 0..100, twenty a star; null: none. */
  rating: number | null
  /** The rating stands in the file, and nobody gave one here. */
  fromFile: boolean
}

export type Stage = 'scan' | 'read' | 'decode' | 'embed'

/** A file that something could not be done with, and why. */
export interface TrackFailure extends Failure {
  path: string
  trackId: number | null
  stage: Stage
  at: number
}

export interface LibraryOverview {
  folders: Folder[]
  tracks: number
  available: number
  analysed: number
  /** While a pair of an earlier Earshot still answers: how many tracks the one in its place has heard. */
  newEars: number | null
  failures: number
  /** Files and folders that scans pass by, those aside that are not named like music. */
  leftOut: number
  /** Tracks that somebody left out. */
  leftTracks: number
  /** Sum of durations, seconds. */
  duration: number
  bytes: number
}

/** An ordered list of track ids. Rows are fetched as they scroll into sight. */
export interface Listing {
  ids: Uint32Array
}

export type JobKind =
  | 'scan'
  | 'analysis'
  | 'doubles'
  | 'map'
  | 'tag-plan'
  | 'tag-write'
  | 'tag-undo'
  | 'playlist-export'
  | 'model-add'
  | 'model-download'
/** What listening waits for: power, or that other programs leave the processor alone. */
export type Waits = 'battery' | 'busy'
type JobState = 'running' | 'done' | 'failed' | 'cancelled'

/** A job is a question ("which tracks lack X?") and a step; this is how it stands. */
export interface Job {
  id: number
  kind: JobKind
  state: JobState
  done: number
  /** Null while the question is still being answered. */
  total: number | null
  skipped: number
  failed: number
  startedAt: number
  endedAt: number | null
  /** Items a minute over the recent past; null until it means something. */
  pace: number | null
  /** Seconds left at this pace. */
  remaining: number | null
  /** What is being worked on. */
  current: string | null
  /** Nothing is begun until this is over; null: it goes on. */
  waits: Waits | null
  error: Failure | null
}

/* ---- search ---- */

/** A part of a query as the user wrote it. `start` and `end` are offsets into the text. */
export interface QueryPart {
  kind: 'sound' | 'filter' | 'like' | 'wrong'
  text: string
  start: number
  end: number
  negative: boolean
  /** Sounds in another language than English, or misspelt: what was listened for. */
  understoodAs?: UnderstoodAs
  /** Sounds: whether Earshot knows them, and what says so. Left out where the model in use is not asked. */
  trust?: Trust
  signs?: TrustSign[]
  /** Sounds that are not understood: the nearest that are. */
  nearest?: string[]
  /** Filters: the field. */
  field?: FilterField
  /** Words in plain language: what they were read as, in the language of the search ("length:<3m"). */
  readAs?: string
  /** Names in plain words: a few of those meant, and how many tracks they are. */
  examples?: { names: string[]; tracks: number }
  /** Wrong parts: what was expected. A wrong part never fails the search. */
  expected?: Expectation
}

export type Band = 'strong' | 'good' | 'weak'

/**
 * Why a track is where it is, in the words of the query's part. `effect` is in standard deviations of the query's score
 * over unrelated phrases: above 0 it pulled the track up, below down.
 */
export interface Reason {
  /** `negative`: what should not be heard. Its effect is 0 where it made no difference, as of a `filter` that was passed. */
  kind: 'sound' | 'words' | 'tag' | 'like' | 'negative' | 'filter'
  text: string
  effect: number
  /** Where this part is heard, best first; left out where nowhere clearly, and of what is not heard. */
  at?: Moment[]
}

/** A passage of a track, seconds. */
export interface Moment {
  start: number
  end: number
}

/** A track of a cue sheet: a part of a longer file. */
export interface Passage {
  /** Empty where none is written. */
  title: string
  artist: string
  /** Seconds. */
  start: number
  /** Null: to the end of the file. */
  end: number | null
}

export interface SearchHit {
  id: number
  /** From 1. */
  rank: number
  /** Standard deviations above what unrelated phrases score: comparable within one answer, not a percentage. */
  score: number
  /** How well it sounds like it: a name makes no band. */
  band: Band
  /** The names that were found; null: it is here by its sound alone. */
  named: Named | null
  /** The best passage; null for hits by words alone on tracks not analysed yet. */
  moment: Moment | null
  /** The passage that was found by its words, or in which the moment lies; null of files without passages. */
  passage: Passage | null
  reasons: Reason[]
  /** Other files of the same recording that were found with it, best first. */
  versions: number[]
}

export interface SearchAnswer {
  text: string
  parts: QueryPart[]
  /** Best first. Up to `limit`; the results above the cut come first. */
  hits: SearchHit[]
  /** How many hits lie above the line; the rest is "weaker below". */
  cut: number
  /** How many of those were found by a name, and how many reach the line by their sound. Some are both. */
  found: { byName: number; bySound: number }
  /** How many tracks could be ranked at all. */
  total: number
  /** Tracks that passed the filters but are not analysed yet. */
  unanalysed: number
  /** What lay above the line and is not among the hits: other versions, and more of one artist than was asked for. */
  left: { versions: number; artists: number }
  elapsed: number
}

/** Peaks in 0..1, evenly spaced over the track. */
export interface Waveform {
  duration: number
  peaks: Uint8Array
}

/* ---- the machine ---- */

/** How one execution provider did when it was tried. */
export interface ProviderTrial {
  provider: string
  chosen: boolean
  /** Why it was refused; null when it passed its self-test or was not needed. */
  reason: ProviderFault | null
  /** Milliseconds for one 10-s window. */
  milliseconds: number | null
}

export interface ModelState {
  id: string
  version: string
  title: string
  licence: string
  bytes: number
  state: 'ok' | 'missing' | 'corrupt'
  /** Null where it is in order. */
  fault: ModelFault | null
}

/** Whether decoders are started with no more rights than they need. */
export type Confinement =
  /** Each sees the file it reads and the system's libraries: no other file, no process, no network. */
  | { code: 'bubblewrap'; path: string }
  /** Bubblewrap is not installed. */
  | { code: 'missing' }
  /** It is, and does not work here, in its own words. */
  | { code: 'fails'; said: string | null }
  /** This system has no such thing, or what decodes is no program. */
  | { code: 'not-here' }

export interface DecoderState {
  kind: 'ffmpeg' | 'built-in'
  /** Version line of ffmpeg, or the list of formats the built-in decoders carry. */
  detail: string
  path: string | null
  confinement: Confinement
}

export interface DatabaseState {
  path: string
  version: number
  bytes: number
  integrity: 'ok' | DatabaseFault
  backups: string[]
}

export interface EngineStatus {
  version: string
  dataFolder: string
  model: ModelState
  decoder: DecoderState
  /** Empty until the towers were needed for the first time. */
  providers: ProviderTrial[]
  workers: number
  /** What listening waits for, or would if it began now. */
  waits: Waits | null
  memory: number
}

export interface Doctor extends EngineStatus {
  models: ModelState[]
  database: DatabaseState
  node: string
  platform: string
  problems: Problem[]
}
