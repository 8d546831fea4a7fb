/** Where in these bytes audio of a format begins; null where they do not begin like it. */
export type Beginning = (head: Uint8Array) => number | null

/** One way in which sound stands in files of a format, where it matters which. */
interface Codec {
  /** For people. */
  name: string
  /** How the tag reader calls it, in small letters. */
  worded: RegExp
  /** `either`: its files may be both, and say which. */
  lossless: boolean | 'either'
  /** Where a page plays it otherwise than the format's other files. */
  playable?: boolean
}

/** Everything Earshot knows of one audio format: the one place where it is said. */
export interface Format {
  /** For people. */
  name: string
  /** Endings of file names that promise it, without the dot; the first format that has one is played by it. */
  endings: readonly string[]
  /** Its first bytes; names and endings lie. */
  begins: Beginning
  /** What the library calls its container where the tag reader does not. */
  container: string
  /** How the tag reader words container and codec, in small letters with a space between; the first format counts. */
  worded: RegExp
  /** The ending by which music-metadata finds its reader; null where it has none. */
  tagReader: string | null
  /** Key of the decoder that is built in (core/audio/built-in-streams.ts); null where it takes ffmpeg. */
  decoder: string | null
  /** Not even ffmpeg reads it. */
  undecodable?: true
  /** Key of what changes its tags (core/tags/openers.ts); null where they are not written. */
  tagWriter: string | null
  /** Content type for a page. */
  type: string
  /** Whether Chromium has a decoder for it; a page is given a copy in WAV of what it cannot play. */
  playable: boolean
  /** Those that are told apart; an unknown one is as the format is. */
  codecs: readonly Codec[]
}
