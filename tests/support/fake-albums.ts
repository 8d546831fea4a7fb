import type { AlbumRow } from '#contract/albums.ts'
import { rowOf } from './fake-library.ts'
import type { FakeEngine, Handlers } from './fake-engine.ts'

/** Albums of the made-up library: twelve tracks each, some of several artists, one of two discs. */

const onEach = 12
const tracksOf = (id: number, all: number): number[] =>
  Array.from({ length: onEach }, (_, at) => (id - 1) * onEach + at + 1).filter(track => track <= all)

const albumOf = (id: number): AlbumRow => {
  const { album, artist, year } = rowOf((id - 1) * onEach + 1, true)
  const various = id % 7 === 0
  return {
    id,
    title: `${album}${id > 6 ? `, ${id}` : ''}`,
    artist: various ? '' : artist,
    various,
    year,
    discs: id === 1 ? 2 : 1,
    tracks: onEach,
    duration: 2700,
    addedAt: 1_700_000_000_000 + id,
    format: id % 3 ? 'FLAC' : 'MP3',
    coverId: (id - 1) * onEach + 1
  }
}

const has = (name: string, filter: string): boolean =>
  filter
    .toLowerCase()
    .split(' ')
    .every(word => name.toLowerCase().includes(word))
const upTo = (count: number): number[] => Array.from({ length: Math.max(0, count) }, (_, at) => at + 1)

export function fakeAlbums({ options }: FakeEngine<object>): Handlers {
  const albums = (): number => Math.ceil(options.tracks / onEach)
  const artistNamed = (id: number): string => rowOf(id * 5, true).artist || `Artist ${id}`
  const artists = (): number => Math.min(60, options.tracks)
  const genres = ['Ambient', 'Downtempo', 'Electronic', 'Folk', 'Jazz', 'Post-Rock']
  return {
    'albums.list': ({ filter = '', descending }) => {
      const ids = upTo(albums()).filter(id => has(`${albumOf(id).title} ${albumOf(id).artist}`, filter))
      return { ids: Uint32Array.from(descending ? ids.reverse() : ids) }
    },
    'albums.rows': ({ ids }) => ids.map(albumOf),
    'albums.get': ({ id }) => {
      const ids = tracksOf(id, options.tracks)
      const parts = id === 1 ? [ids.slice(0, 7), ids.slice(7)] : [ids]
      return {
        ...albumOf(id),
        artistId: albumOf(id).various ? null : 1,
        genres: ['Jazz', 'Folk'],
        parts: parts.map((some, at) => ({ disc: at + 1, ids: some })),
        folders: [`/music/Records/${id}`],
        others: id === 1 ? [2] : [],
        toldBy: 'names'
      }
    },
    'albums.tracks': ({ ids }) => ({
      ids: Uint32Array.from(ids.flatMap(id => tracksOf(id, options.tracks)))
    }),
    'albums.of': ({ id }) => Math.ceil(id / onEach),
    'artists.list': ({ filter = '' }) => ({
      ids: Uint32Array.from(upTo(artists()).filter(id => has(artistNamed(id), filter)))
    }),
    'artists.rows': ({ ids }) =>
      ids.map(id => ({ id, name: artistNamed(id), albums: id % 4, tracks: 3 * id, coverId: id * 5 })),
    'artists.get': ({ id }) => ({
      id,
      name: artistNamed(id),
      albums: 2,
      tracks: 24,
      coverId: id * 5,
      own: upTo(albums()).slice(0, 5),
      among: []
    }),
    'genres.list': ({ filter = '' }) =>
      genres
        .map((name, at) => ({ id: at + 1, name, tracks: 40 * (at + 1) }))
        .filter(({ name }) => has(name, filter)),
    'folders.list': ({ path }) =>
      path === undefined
        ? [{ path: '/music/Records', tracks: options.tracks, folders: true }]
        : path === '/music/Records'
          ? ['Live', 'Studio'].map(name => ({ path: `${path}/${name}`, tracks: 24, folders: false }))
          : [],
    'tracks.list': ({ shelf, id = 1, descending }) => {
      const ids = shelf === 'album' ? tracksOf(id, options.tracks) : upTo(Math.min(200, options.tracks))
      return { ids: Uint32Array.from(shelf === 'played' ? [] : descending ? ids.reverse() : ids) }
    }
  }
}
