/** The tracks that a name means. */
export interface Examples {
  ids: readonly number[]
  /** The artists, or titles with their artists, as they are written; a few. */
  names: readonly string[]
}

/** What is called how in the library. */
export interface Names {
  /** Whether a title, artist or album is exactly this text, whatever its case and accents. */
  isName(text: string): boolean
  isArtist(text: string): boolean
  /** Whether any name has this word. */
  hasWord(word: string): boolean
  /** The tracks of an artist, or those of that title; null where nothing is called so, or a sound is meant. */
  examples(text: string): Examples | null
}
