import type { Failure } from './errors.ts'
import type { KnownFault, ModelFault } from './faults.ts'

/** Plain data about listening models: the one that comes along, and packs of the user's. */

/** The same weights in other numbers: as they were trained, in half precision, in bytes. */
export type ModelVariant = 'full' | 'fp16' | 'quantized'

/** Stands in the place of a licence that nobody states, in manifests, too. Shown in the words of whoever shows it. */
export const unstatedLicence = 'not stated'

/** What a folder or some files would be as a model, before anything is copied. */
export interface ModelProposal {
  /** Short name; also that of its folder. */
  id: string
  title: string
  /** As its files state it; `unstatedLicence` where they do not. */
  licence: string
  variant: ModelVariant
  bytes: number
}

/** One model that is there. */
export interface ModelEntry {
  id: string
  version: string
  title: string
  licence: string
  /** Null for a pack that cannot be read. */
  family: 'pcm' | 'clap' | null
  dimension: number
  bytes: number
  origin: 'shipped' | 'installed'
  /** Where its files came from; null for the one that comes along. */
  source: string | null
  state: 'ok' | 'missing' | 'corrupt'
  /** Null where it is in order. */
  fault: ModelFault | null
  /** Searches are answered with it. */
  inUse: boolean
  /** It listens to the library so as to be used afterwards. */
  preparing: boolean
  /** It came with an earlier Earshot: it answers for what it heard until the one in its place has heard it, too. */
  earlier: boolean
  /** Tracks of the library it has heard, and those it has not. */
  analysed: number
  unanalysed: number
  /** Whether it names tags by itself, and tells music from other sound. */
  tags: boolean
  music: boolean
}

/** A model that Earshot knows how to fetch. */
export interface KnownModel {
  id: string
  title: string
  licence: string
  /** Page that tells about it. */
  page: string
  /** About so many; exact ones come with the download. */
  bytes: number
  /** Why it is not offered; null where it is. */
  blocked: KnownFault | null
  installed: boolean
  /** Bytes of it that an earlier download has brought already. */
  fetched: number
}

export interface ModelList {
  models: ModelEntry[]
  known: KnownModel[]
}

/** What was taken in of vectors that another machine made. */
export interface VectorImport {
  /** The model that heard them. */
  id: string
  version: string
  /** Rows in all files: one a sound. */
  rows: number
  /** Rows that came twice. */
  repeated: number
  /** Rows of which no track has the content. */
  unknown: number
  /** Tracks that the model has heard already; they keep what they have. */
  known: number
  /** Tracks that can be searched now. */
  taken: number
  /** Those of them whose tempo, key and loudness still wait to be measured: no vector tells. */
  unmeasured: number
}

/** What the self-test found. */
export interface ModelTest {
  id: string
  /** Null: it passed. */
  failure: Failure | null
  /** Mean cosine of eight phrases that have nothing in common: below 0.9, or the text half is dead. */
  alike: number | null
  /** Cosine of a chord and noise. */
  soundsAlike: number | null
  /** For ten seconds of music on the processor, one thread. */
  milliseconds: number | null
}
