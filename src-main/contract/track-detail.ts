import type { Passage, Played, TrackFailure } from './entities.ts'
import type { Measured } from './measured.ts'

/** Everything known of one track: what is written in its file, and beside it what is measured. */
export interface TrackDetail {
  id: number
  path: string
  folderId: number
  title: string
  artist: string
  album: string
  albumArtist: string
  trackNumber: number | null
  discNumber: number | null
  year: number | null
  genres: string[]
  comment: string
  duration: number | null
  bytes: number
  container: string
  codec: string
  lossless: boolean
  bitrate: number | null
  sampleRate: number | null
  channels: number | null
  bpm: number | null
  key: string
  addedAt: number
  available: boolean
  analysed: boolean
  /** What texts of no told encoding were read as, by a name that TextDecoder knows; empty where there were none. */
  textRule: string
  /** What the audio tower hears, best first: tag names with scores in standard deviations over its training music. */
  topTags: { tag: string; score: number }[]
  /** 0 (no music at all) to 1 (music); null before analysis, and with a model that does not tell. */
  music: number | null
  /** Whether that is enough for this model to take it for music, and not for speech or noise; null where `music` is. */
  isMusic: boolean | null
  /** How lively and how bright it sounds, standard deviations over the model's training music; null: not known. */
  energy: number | null
  valence: number | null
  /** Null before analysis. */
  measured: Measured | null
  /** Tracks of its cue sheet, in the order of time. */
  passages: Passage[]
  played: Played
  failures: TrackFailure[]
}
