import { count, counted, lasting } from './numbers.ts'

const albums = (n: number): string => counted(n, 'album')
const tracks = (n: number): string => counted(n, 'track')

/** Words of the pages of albums, artists, genres and folders. */
export const shelves = {
  names: {
    albums: 'Albums',
    artists: 'Artists',
    genres: 'Genres',
    folders: 'Folders',
    added: 'Recently added',
    played: 'Recently played'
  },
  /** In the list of commands, behind a name. */
  kinds: {
    album: 'Album',
    artist: 'Artist',
    genre: 'Genre',
    playlist: 'Playlist',
    search: 'Saved search',
    setting: 'Setting'
  },
  counts: {
    albums,
    artists: (n: number): string => counted(n, 'artist'),
    genres: (n: number): string => counted(n, 'genre'),
    folders: (n: number): string => counted(n, 'folder'),
    added: (n: number): string => `the ${count(n)} newest`,
    played: (n: number): string => `the last ${count(n)}`
  },
  filter: 'Narrow down',
  filterNames: 'Words of names',
  sort: 'Order',
  ascending: 'From the first to the last',
  descending: 'From the last to the first',
  sorts: {
    artist: 'Artist',
    title: 'Title',
    year: 'Year',
    added: 'Added',
    tracks: 'Tracks',
    duration: 'Length',
    name: 'Name',
    albums: 'Albums'
  },
  placing: 'Telling albums, artists and genres',
  placingLead:
    'Once for each track, from what its file says. Search and play meanwhile: it goes on by itself.',
  various: 'Various artists',
  nobody: 'Unknown artist',
  disc: (n: number): string => `Disc ${n}`,
  ofArtist: (own: number, all: number): string => (own > 0 ? `${albums(own)} · ${tracks(all)}` : tracks(all)),
  aboutAlbum: (album: { tracks: number; discs: number; duration: number; format: string }): string =>
    [
      tracks(album.tracks),
      album.discs > 1 ? `${album.discs} discs` : '',
      lasting(album.duration),
      album.format
    ]
      .filter(Boolean)
      .join(' · '),
  toldBy: {
    release: 'One album by its MusicBrainz id',
    names: 'One album by its artist and title',
    folder: 'One album by its title and folder: no tag says whose it is'
  },
  others: (n: number): string =>
    `Also here as ${counted(n, 'other copy or edition', 'other copies or editions')}`,
  play: 'Play',
  playNext: 'Play next',
  queue: 'Add to queue',
  edit: 'Edit tags',
  rename: 'Rename files',
  save: 'Save as playlist',
  export: 'Export…',
  alike: 'Find alike',
  more: 'More',
  back: 'Back',
  shown: 'Show',
  inside: 'Albums',
  insideFolder: 'Folders',
  tracks: 'Tracks',
  empty: {
    filtered: 'Nothing here has these words in its name',
    filteredLead: 'Take some of them out, or search the whole library for a sound.',
    showAll: 'Show all again',
    albums: 'No album yet',
    albumsLead: 'Albums are told from what your files say. Tracks without an album are in the library.',
    artists: 'No artist yet',
    artistsLead: 'No file says who plays. Edit their tags, or let their names tell.',
    genres: 'No genre yet',
    genresLead: 'No file says its genre. Earshot can propose genres from what it hears.',
    folders: 'No folder yet',
    foldersLead: 'Add a folder with music.',
    added: 'Nothing was added yet',
    addedLead: 'Add a folder with music.',
    played: 'Nothing was played yet',
    playedLead: 'What you play is listed here, the last first.',
    toLibrary: 'To the library',
    toTags: 'Propose genres'
  }
} as const
