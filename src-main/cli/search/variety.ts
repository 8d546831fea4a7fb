import type { Input } from '#contract/requests.ts'

/** What both kinds of search are told. */
export interface SearchOptions {
  limit?: number
  perArtist?: number
  diversity?: number
  versions?: boolean
}

/** How much of the same an answer may hold; 0 of an artist is any number, as for playlists. */
export const varietyOf = ({
  perArtist = 0,
  diversity,
  versions = false
}: SearchOptions): Pick<Input<'search.query'>, 'artistCap' | 'foldDuplicates' | 'diversity'> => ({
  artistCap: perArtist === 0 ? null : perArtist,
  foldDuplicates: !versions,
  diversity
})
