import { basename, dirname } from 'node:path'
import type { AlbumSize } from '../../database/statements/moves.ts'
import type { StoredTrack } from '../../database/statements/tracks.ts'
import { endingOf } from '../../files/safe-name.ts'
import type { NameFacts } from '../patterns/render.ts'

/** How large albums are, by what the tracks of one have in common. */
export type AlbumSizes = ReadonlyMap<string, AlbumSize>

const keyOf = ({ album, albumArtist }: Pick<AlbumSize, 'album' | 'albumArtist'>): string =>
  `${album}\0${albumArtist}`

export const byAlbum = (sizes: readonly AlbumSize[]): AlbumSizes =>
  new Map(sizes.map(size => [keyOf(size), size]))

/** What the library says of a track, as patterns ask for it. */
export function factsOf(track: StoredTrack, albums: AlbumSizes): NameFacts {
  const { path, albumArtist, artist, title, album, year, trackNumber, discNumber, genres, bpm, key } = track
  const size = album === '' ? undefined : albums.get(keyOf(track))
  const number = (value: number | null | undefined): string => (value ? String(value) : '')
  return {
    albumartist: albumArtist,
    artist,
    title,
    album,
    year: number(year),
    track: number(trackNumber),
    tracks: number(size?.tracks),
    disc: number(discNumber),
    discs: number(size?.discs),
    genre: genres.join(', '),
    composer: '',
    bpm: bpm === null ? '' : String(Math.round(bpm)),
    key,
    name: basename(path).slice(0, basename(path).length - endingOf(path).length),
    folder: basename(dirname(path))
  }
}
