import type { DecodeWarning } from '#contract/faults.ts'
import type { DecoderState, ProviderTrial } from '#contract/entities.ts'
import type { Measured } from '#contract/measured.ts'
import type { EarSpec } from '../inference/open-ear.ts'
import type { FileFacts } from '../scan/read-tags.ts'

/** What the model hears in one track. */
export interface Sound {
  /** Seconds, one a window. */
  starts: Float32Array
  /** windows x dimension, each scaled so that its largest |x| is 127. */
  vectors: Int8Array
  /** Mean of the windows' embeddings, not normalised. */
  mean: Float32Array
  /** Mean tag scores. */
  tags: Float32Array
  /** Mean music score, 0..1. */
  music: number
  /** Means, standard deviations over the model's training music; null where it does not tell. */
  energy: number | null
  valence: number | null
  waveform: Uint8Array
  /** Seconds of audio decoded. */
  duration: number
}

/** What analysis finds in one track. */
export interface Analysed {
  /** Null where it was only to be measured. */
  sound: Sound | null
  /** Null where it was only to be heard: it was measured when another model heard it. */
  measured: Measured | null
  warnings: DecodeWarning[]
  /** Of audio in the file; null where not all of it was heard. */
  seconds: number | null
  /** Milliseconds: waiting for the decoder, in the tower, drawing the waveform, measuring tempo and key. */
  spent: { decode: number; tower: number; waveform: number; measure: number }
}

/** What came of a track, and what its file says by now where it is another than the one that was scanned. */
export type Heard = Analysed & { now: FileFacts | null }

/** What a worker is started with. */
export interface AnalysisWorkerData {
  decoder: DecoderState
  ear: EarSpec
  /** A name for exactly the ear's weights. */
  weights: string
  /** Null: choose one, and remember it in `providerMemory`. */
  provider: string | null
  providerMemory: string
  /** Behind which other programs it stands, as the system counts. */
  priority: number
}

/** Which provider runs, and how those that were tried did. */
export interface ProviderChoice {
  provider: string
  trials: ProviderTrial[]
}

/** What is wanted of a track. */
export interface Wanted {
  path: string
  /** Of the file as it was scanned. */
  contentId: Uint8Array
  /** How texts of old tags are read, where its tags have to be read again. */
  charset: string
  expectedSeconds: number | null
  /** What the model hears. */
  embed: boolean
  /** Tempo, key and loudness. */
  measure: boolean
}

/** What a worker does. `open`: says how its tower was opened, which it does by itself. */
export interface AnalysisTasks {
  open: [null, ProviderChoice]
  analyse: [Wanted, Heard]
}

/** What a process that hears one track is told: the worker that hears, what it is started with, and the track. */
export interface Apart {
  /** Address of the worker's file. */
  worker: string
  data: AnalysisWorkerData
  track: Wanted
}
