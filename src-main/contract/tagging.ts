import type { Charset } from './charsets.ts'
import type { Moment } from './entities.ts'
import type { Doubt, Measured } from './measured.ts'
import type { Failure } from './errors.ts'
import type { ChangeField } from './change-fields.ts'
import type { TermGroup } from './field-uses.ts'

/** Plain data about tags: what is heard, what is taught, what is planned, what was written. */

/** How far a term can be trusted, and how we know. */
export interface Reliability {
  /**
   * `library`: measured on tracks here that carry the tag; `model`: on the model's evaluation sets; `examples`:
   * cross-validated on the examples of a taught tag; `marked`: somebody marked this very track as an example of it;
   * `none`: never measured, so never proposed by default.
   */
  source: 'library' | 'model' | 'examples' | 'marked' | 'none'
  /** Area under the ROC curve, 0.5 is chance; null where it was not measured. */
  auc: number | null
  /** Share of right ones among those proposed, lower end of its 90 % interval; null where it was not measured. */
  precision: number | null
  /** Positive tracks it was measured on. */
  examples: number
}

/** A word of the vocabulary, as it is written into files. */
export interface Term {
  name: string
  group: TermGroup
  /** The broader term of a genre ("Rock" of "Indie Rock"), or null. */
  parent: string | null
  /** What is asked of the text tower. */
  phrases: string[]
  origin: 'default' | 'own'
  enabled: boolean
  reliability: Reliability
}

/** A term that fits a track. */
export interface Suggestion {
  term: string
  group: TermGroup | 'taught'
  /**
   * Standard deviations over what unrelated phrases score: comparable, not a percentage. Of a taught tag its
   * probability, 0..1, as `TaughtTrack` has it.
   */
  score: number
  /** Above the score from which so many are right as was asked for. Only these are proposed for writing. */
  sure: boolean
  reliability: Reliability
  /** Where it is heard best. */
  moment: Moment | null
  /** The file says so already. */
  written: boolean
}

export type Subject =
  | { kind: 'track'; id: number; start?: number | undefined; end?: number | undefined }
  | { kind: 'tracks'; ids: number[] }

/** What of the measurements is sure enough to be said. */
export interface SaidOfSound {
  tempo: { bpm: number; pace: 'slow' | 'moderate' | 'fast' | 'very-fast' } | null
  /** "A minor" */
  key: string | null
  /** How far they can be believed; null where they are not said. */
  doubt: { tempo: Doubt | null; key: Doubt | null }
  /** Null: neither. */
  loudness: 'quiet' | 'loud' | null
  /** Of the whole track, by the model's own measure, where that was found to be right often enough; null: neither. */
  energy: 'energetic' | 'calm' | null
  valence: 'bright' | 'dark' | null
}

export interface Description {
  /** Five words that fit at most, best first, only those above their reliability; each can be searched for. */
  words: Suggestion[]
  said: SaidOfSound
  /** Median over the tracks where there are several. */
  measured: Measured | null
  /** Tracks that were heard, of those asked about. */
  analysed: number
  tracks: number
}

/* ---- taught tags ---- */

export type Mark = 'yes' | 'no'

export interface TaughtTag {
  id: number
  name: string
  yes: number
  no: number
  /** Null until there are enough examples to learn from. */
  reliability: Reliability | null
  /** Tracks above the line, examples left out; null until there is a line. */
  found: number | null
  /** Reliability and `found` are not there yet, or from before the last mark; `tags.changed` tells when they are. */
  learning?: boolean
  createdAt: number
}

/** A track as a taught tag sees it. */
export interface TaughtTrack {
  id: number
  /**
   * 0..1: how likely a track that sounds so is a yes, where yes and other tracks are equally many. Calibrated on
   * examples the probe had not seen; with fewer than three yes it is a score and no more.
   */
  probability: number
  mark: Mark | null
  moment: Moment | null
}

export interface TaughtAnswer {
  tag: TaughtTag
  /** Best first; the first `cut` are above the line. */
  tracks: TaughtTrack[]
  cut: number
  /** The tracks whose mark would teach it most. */
  ask: TaughtTrack[]
}

/* ---- audit ---- */

/** A written tag that contradicts the sound. */
export interface Finding {
  /** Names this finding for `plans.make`. */
  key: string
  /** Null for a single track. */
  album: string | null
  artist: string
  trackIds: number[]
  written: string[]
  proposed: string[]
  /** How far the sound is from what is written, standard deviations. */
  strength: number
  reliability: Reliability
  /** What to listen to, strongest first. */
  evidence: { trackId: number; term: string; score: number; moment: Moment | null }[]
}

/* ---- plans and their writing ---- */

/** `fill`: only empty fields; `add`: more values beside those written; `replace`: instead of those written. */
export type PlanMode = 'fill' | 'add' | 'replace'

export interface PlanReason {
  value: string
  score: number
  reliability: Reliability
  moment: Moment | null
}

export interface Plan {
  id: number
  name: string
  mode: PlanMode
  state: 'making' | 'open' | 'written' | 'discarded'
  createdAt: number
  files: number
  changes: number
  accepted: number
  written: number
  failed: number
  /** Values proposed, most frequent first: for "accept all Jazz". */
  values: { field: ChangeField; value: string; changes: number; accepted: number }[]
}

export interface PlanChange {
  id: number
  field: ChangeField
  before: string[]
  after: string[]
  /** Of values in `after`, and of others that were proposed and left out of it: see `offeredBy`. */
  reasons: PlanReason[]
  accepted: boolean
  state: 'open' | 'written' | 'failed'
  failure: Failure | null
}

export interface PlanFile {
  id: number
  trackId: number | null
  path: string
  title: string
  artist: string
  /** Its tags are so large that an undo may bring back their values only, and not every byte. */
  large: boolean
  /** Character set that the new texts were read in, where the plan puts texts right. */
  charset: Charset | null
  changes: PlanChange[]
}

/**
 * Which changes of a plan: all of them, or those that fit everything given. With a value only that value is meant, and
 * not the others that such a change brings.
 */
export interface ChangeChoice {
  changeIds?: number[] | undefined
  fileIds?: number[] | undefined
  field?: ChangeField | undefined
  value?: string | undefined
}

/**
 * How a file of an undo was put back: `bytes`, byte for byte as it was; or by the values of its fields, because something
 * else changed it since (`changed`), other changes stay in it (`parts`), or what it was is not kept (`not-kept`: it was
 * too large, or was written by an Earshot before this one).
 */
export type PutBack = 'bytes' | 'changed' | 'parts' | 'not-kept'

/** What was written in one go. */
export interface Batch {
  id: number
  name: string
  kind: 'write' | 'undo'
  /** The batch that this one takes back. */
  undoes: number | null
  at: number
  files: number
  changes: number
  undone: number
  /** Of an undo: in how many files which way. */
  putBack: { how: PutBack; files: number }[]
}

/** One field of one file, as the journal has it. */
export interface WrittenChange {
  id: number
  trackId: number | null
  path: string
  field: ChangeField
  before: string[]
  after: string[]
  undone: boolean
  /** Of an undo: how its file was put back. */
  putBack: PutBack | null
}
