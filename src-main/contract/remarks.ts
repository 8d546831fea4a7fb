import type { Expectation } from './expected.ts'
import type { SmartSort } from './field-uses.ts'
import type { Condition } from './rules.ts'

/** What is remarked on playlists, their making and their files: codes with values in plain units. The words are not ours. */

/** What a part of a wish was taken for. */
export type Meaning =
  /** As the search has them. `negative`: not this. */
  | { code: 'sound'; phrase: string; negative: boolean }
  /** Misspelt, and heard as this. */
  | { code: 'respelt'; phrase: string; negative: boolean }
  | { code: 'example'; negative: boolean }
  | { code: 'filter'; negative: boolean }
  /** `expected` null: words. */
  | { code: 'not-understood'; expected: Expectation | null }
  /** Words that are not known as a sound: they are looked for in names only. */
  | { code: 'unknown-sound'; phrase: string }
  /** How long the playlist is to be, in seconds or in tracks, and each of its tracks. */
  | { code: 'length'; seconds: number }
  | { code: 'tracks'; tracks: number }
  | { code: 'each'; is: 'shorter' | 'longer'; minutes: number }
  | { code: 'artist-cap'; tracks: number }
  | { code: 'years'; from: number; to: number }
  | { code: 'year'; is: 'in' | 'after' | 'since' | 'before' | 'until'; year: number }
  /** `decade`: as the search has it, "80s" or "1980s". */
  | { code: 'decade'; is: 'in' | 'after' | 'before'; decade: string }
  | { code: 'tempo'; from: number; to: number }
  | { code: 'tempo-limit'; is: 'least' | 'most' | 'over' | 'under'; bpm: number }
  | { code: 'added'; within: 'week' | 'month' | 'year' }
  | { code: 'in-playlist'; name: string }
  /** Anything else that words in plain language are read as: in the language of the search. */
  | { code: 'reads'; filter: string }
  | { code: 'lossless' }
  /** How it starts or ends; `energy` null: as the phrase sounds. */
  | { code: 'end'; which: 'start' | 'end'; energy: 'little' | 'some' | 'much' | null; phrase: string }
  | { code: 'arc'; arc: 'rise' | 'fall' | 'wave' }
  /** From one sound to another. */
  | { code: 'way'; from: string; to: string; arc: 'rise' | 'fall' }
  /** A point of a path that was given as words: the track that sounds so. */
  | { code: 'point'; at: 'start' | 'middle' | 'end'; title: string }

/** What of a draft could not be done as asked. */
export type DraftNote =
  | { code: 'nothing-answers' }
  | { code: 'nothing-stands-out' }
  /** So many tracks fit the wish; of those proposed `beyond` only come closest. */
  | { code: 'few-fit'; fitting: number; beyond: number }
  | { code: 'no-more-tracks'; tracks: number }
  | { code: 'no-more-time'; seconds: number }
  | { code: 'artist-cap'; left: number; cap: number }
  | { code: 'same-recording'; left: number }
  | { code: 'unheard'; tracks: number }
  /** Of a path. */
  | { code: 'short-way'; tracks: number }
  | { code: 'closest-time'; minutes: number; seconds: number }
  | { code: 'more-points'; tracks: number; asked: number }

/** What of a smart playlist's rules comes to nothing. */
export type RuleNote =
  | { code: 'part-left-out'; text: string; phrase: string; expected: Expectation | null }
  /** Kept, for a list does not change by itself; but nobody knows what it sounds like. */
  | { code: 'unknown-sound'; text: string }
  | { code: 'taught-tag-gone' }
  | { code: 'playlist-gone' }

/** What a playlist sounds like as a whole. */
export interface PlaylistSound {
  energy: 'calm' | 'between' | 'driving'
  /** Names of tags that are heard in it, strongest first. */
  heard: string[]
  /** Where most of the tempos and years lie; null where too few are known. */
  bpm: { from: number; to: number } | null
  years: { from: number; to: number } | null
}

/** How a track differs from the rest; tags and energy it has more or less of. */
export interface Apart {
  more: string[]
  less: string[]
  energy: 'more' | 'less' | null
}

/** What a look at a playlist left out or found beside. */
export type ReportNote =
  | { code: 'first-only'; looked: number; entries: number }
  | { code: 'not-listened'; entries: number }
  | { code: 'repeated'; tracks: number }

/** What a format of playlist files cannot carry. */
export type ExportLoss =
  /** Paths that cannot stand on a line; null where nobody counted. */
  | { code: 'addresses'; paths: number | null }
  | { code: 'letters'; titles: number }
  /** In M3U and PLS VLC reads "#", "?" and "%20" as parts of addresses. */
  | { code: 'vlc-signs'; paths: number }
  /** With backslashes between folders one in a name cannot be told. */
  | { code: 'backslashes'; paths: number }
  /** Names of files or folders that begin with a blank are lost to MPD, however they are written. */
  | { code: 'mpd-blanks'; paths: number }
  /** Many car stereos stop at so many files in a folder. */
  | { code: 'car-many'; tracks: number; limit: number }
  /** What is neither MP3, WMA nor AAC is more than many car stereos play. */
  | { code: 'car-formats'; tracks: number }
  | { code: 'sort'; by: SmartSort }
  | { code: 'limit'; by: 'minutes' | 'bytes' }
  /** `negated`: the rule stood under "none of these". */
  | { code: 'rule'; rule: Condition; negated: boolean }

/** What an import left out or guessed. */
export type ImportNote =
  | { code: 'rules-not-understood' }
  | { code: 'was-smart' }
  | { code: 'guessed-letters' }
  /** Entries without a file; or without a title either. */
  | { code: 'without-file'; entries: number }
  | { code: 'without-name'; entries: number }
  /** A playlist that is named among the entries, and why it was not followed. */
  | { code: 'nested'; path: string; why: 'not-found' | 'loop' | 'too-deep' | 'elsewhere' }
