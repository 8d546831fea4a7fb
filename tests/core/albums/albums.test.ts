import { describe, expect, it } from 'vitest'
import { AlbumLibrary } from '../../../src-main/core/albums/library.ts'
import { Placer } from '../../../src-main/core/albums/place.ts'
import { folderStatements } from '../../../src-main/core/database/statements/folders.ts'
import { trackStatements, type TrackRecord } from '../../../src-main/core/database/statements/tracks.ts'
import type { Database } from '../../../src-main/core/database/open.ts'
import { sampleTrack, scratchDatabase } from '../../support/database.ts'

type Said = Partial<TrackRecord> & { path: string }

const release = '11111111-2222-3333-4444-555555555555'
const one = 'aaaaaaaa-0000-0000-0000-000000000001'
const two = 'aaaaaaaa-0000-0000-0000-000000000002'

interface Made {
  db: Database
  library: AlbumLibrary
  place(): void
  id(path: string): number
  /** Albums as people read them, with the files on each. */
  albums(): string[]
  artists(): string[]
}

function libraryOf(...tracks: Said[]): Made {
  const db = scratchDatabase()
  const folder = folderStatements(db).add('/m', 1)
  const statements = trackStatements(db)
  db.transaction(() => {
    for (const track of tracks)
      statements.insert(sampleTrack({ folderId: folder.id, ...track, path: `/m/${track.path}` }), 1)
  })()
  const library = new AlbumLibrary(db)
  const placer = new Placer(db)
  const id = (path: string): number => statements.byPath(`/m/${path}`)!.id
  const made: Made = {
    db,
    library,
    id,
    place: () => {
      while (placer.step());
    },
    albums: () =>
      library
        .albumRows([...library.albums('title', false, '')])
        .map(({ id: album, title, artist, various, discs }) => {
          const files = statements.byIds(library.tracksOf([album])).map(({ path }) => path.slice(3))
          const by = various ? 'various' : artist || 'nobody'
          return `${title} by ${by}${discs > 1 ? ` (${discs} discs)` : ''}: ${files.join(' ')}`
        }),
    artists: () =>
      library
        .artistRows([...library.artists('name', false, '')])
        .map(({ name, albums, tracks: count }) => `${name} ${albums}/${count}`)
  }
  made.place()
  return made
}

const on = (
  album: string,
  path: string,
  artist: string,
  trackNumber: number | null,
  more: Partial<TrackRecord> = {}
): Said => ({
  path,
  album,
  artist,
  trackNumber,
  title: path,
  ...more
})

describe('an album', () => {
  it('is a compilation where several artists share a folder and a title, and nobody says whose it is', () => {
    const { albums } = libraryOf(
      on('Summer', 's/1', 'A', 1),
      on('Summer', 's/2', 'B', 2),
      on('Summer', 's/3', 'C', 3)
    )
    expect(albums()).toEqual(['Summer by various: s/1 s/2 s/3'])
  })

  it('is told from another of the same title by another artist, in one folder or in two', () => {
    const hits = 'Greatest Hits'
    expect(
      libraryOf(on(hits, 'a/1', 'Abba', 1), on(hits, 'q/1', 'Queen', 1), on(hits, 'q/2', 'Queen', 2)).albums()
    ).toEqual(['Greatest Hits by Abba: a/1', 'Greatest Hits by Queen: q/1 q/2'])
    expect(
      libraryOf(
        on(hits, 'all/a1', 'Abba', 1),
        on(hits, 'all/a2', 'Abba', 2),
        on(hits, 'all/q1', 'Queen', 1),
        on(hits, 'all/q2', 'Queen', 2)
      ).albums()
    ).toEqual(['Greatest Hits by Abba: all/a1 all/a2', 'Greatest Hits by Queen: all/q1 all/q2'])
  })

  it('is one box in folders of its discs, whatever they are called, and where the tags say no disc', () => {
    const { albums } = libraryOf(
      on('Box', 'box/CD1/1', 'A', 1),
      on('Box', 'box/CD1/2', 'A', 2),
      on('Box', 'box/Disc 2 - Live/1', 'A', 1),
      on('Box', 'box/Disc 2 - Live/2', 'A', 2)
    )
    expect(albums()).toEqual([
      'Box by A (2 discs): box/CD1/1 box/CD1/2 box/Disc 2 - Live/1 box/Disc 2 - Live/2'
    ])
  })

  it('is one where its discs stand in its title, and of several artists, too', () => {
    const { albums, library } = libraryOf(
      on('Now (Disc 1)', 'now/a', 'A', 1),
      on('Now (Disc 1)', 'now/b', 'B', 2),
      on('Now [CD 2]', 'now/c', 'C', 1)
    )
    expect(albums()).toEqual(['Now by various (2 discs): now/a now/b now/c'])
    const [id] = library.albums('title', false, '')
    expect(library.album(id!).parts.map(({ disc }) => disc)).toEqual([1, 2])
    expect(libraryOf(on('Tales (CD 1)', 't/1', 'A', 1)).albums()).toEqual(['Tales (CD 1) by A: t/1'])
  })

  it('is one over two folders by the MusicBrainz id of its release', () => {
    const { albums, library } = libraryOf(
      on('Split', 'x/1', 'A', 1, { albumMbid: release }),
      on('Split (deluxe)', 'y/2', 'A', 2, { albumMbid: release })
    )
    expect(albums()).toEqual(['Split by A: x/1 y/2'])
    expect(library.album(library.albums('title', false, '')[0]!).toldBy).toBe('release')
  })

  it('is two where it is there twice, in two folders or in two formats of one', () => {
    const flac = { codec: 'FLAC', container: 'FLAC' }
    for (const more of [{}, { albumMbid: release }]) {
      expect(
        libraryOf(
          on('Twice', 'mp3/1', 'A', 1, more),
          on('Twice', 'mp3/2', 'A', 2, more),
          on('Twice', 'flac/1', 'A', 1, { ...more, ...flac }),
          on('Twice', 'flac/2', 'A', 2, { ...more, ...flac })
        ).albums()
      ).toEqual(['Twice by A: mp3/1 mp3/2', 'Twice by A: flac/1 flac/2'])
    }
    const { albums, library } = libraryOf(
      on('Twice', 't/1.mp3', 'A', 1),
      on('Twice', 't/2.mp3', 'A', 2),
      on('Twice', 't/1.flac', 'A', 1, flac),
      on('Twice', 't/2.flac', 'A', 2, flac)
    )
    expect(albums()).toEqual(['Twice by A: t/1.mp3 t/2.mp3', 'Twice by A: t/1.flac t/2.flac'])
    const [mp3, other] = library.albums('title', false, '')
    expect(library.album(mp3!).others).toEqual([other])
    expect(library.albumRows([other!])[0]!.format).toBe('FLAC')
  })

  it('is one where only some of its tracks say whose it is, or which release', () => {
    const { albums } = libraryOf(
      on('Some', 's/1', 'A', 1, { albumArtist: 'A' }),
      on('Some', 's/2', 'B', 2),
      on('Some', 's/3', 'A', 3, { albumMbid: release })
    )
    expect(albums()).toEqual(['Some by A: s/1 s/2 s/3'])
    const halves = libraryOf(
      on('Half', 'x/1', 'A', 1, { albumMbid: release }),
      on('Half', 'y/2', 'A', 2, { albumArtist: 'A' })
    )
    expect(halves.albums()).toEqual(['Half by A: x/1 y/2'])
  })

  it("is one artist's where guests take part in some of it", () => {
    const { albums } = libraryOf(
      on('Guests', 'g/1', 'A', 1),
      on('Guests', 'g/2', 'A feat. B', 2),
      on('Guests', 'g/3', 'A (ft. C)', 3),
      on('Guests', 'g/4', 'A & D', 4)
    )
    expect(albums()).toEqual(['Guests by A: g/1 g/2 g/3 g/4'])
  })

  it('is one whatever the capitals and accents', () => {
    const { albums } = libraryOf(
      on('Début', 'd/1', 'Björk', 1),
      on('DEBUT', 'e/2', 'Bjork', 2),
      on('Don’t', 'f/1', 'Beatles, The', 1),
      on("don't", 'g/2', 'The Beatles', 2)
    )
    expect(albums()).toEqual(['Début by Björk: d/1 e/2', 'Don’t by Beatles, The: f/1 g/2'])
  })

  it('is of various artists where it says so, in whatever way', () => {
    for (const albumArtist of ['Various Artists', 'VA', 'verschiedene interpreten']) {
      const { albums, library } = libraryOf(
        on('Mix', 'm/1', 'A', 1, { albumArtist }),
        on('Mix', 'm/2', 'B', 2, { albumArtist })
      )
      expect(albums()).toEqual(['Mix by various: m/1 m/2'])
      expect(library.album(1).artistId).toBeNull()
    }
    const flagged = libraryOf(
      on('Mix', 'm/1', 'A', null, { compilation: true }),
      on('Mix', 'm/2', 'B', null, { compilation: true })
    )
    expect(flagged.albums()).toEqual(['Mix by various: m/1 m/2'])
    const best = libraryOf(on('Best', 'm/1', 'A', 1, { compilation: true }))
    expect(best.albums()).toEqual(['Best by A: m/1'])
  })

  it('is none where no album is written', () => {
    const { albums, artists, library, id } = libraryOf({ path: 'single', artist: 'A' })
    expect([albums(), artists(), library.albumOf(id('single'))]).toEqual([[], ['A 0/1'], null])
  })
})

describe('an artist', () => {
  it('has albums of its own, and is found where it only takes part', () => {
    const { artists, library } = libraryOf(
      on('First', 'a/1', 'A', 1),
      on('Other', 'b/1', 'B feat. A', 1),
      on('Mix', 'm/1', 'A', 1, { albumArtist: 'Various Artists' }),
      on('Mix', 'm/2', 'The C', 2, { albumArtist: 'Various Artists' })
    )
    expect(artists()).toEqual(['A 1/3', 'B 1/1', 'The C 0/1'])
    const { own, among } = library.artist(library.artists('name', false, '')[0]!)
    const titles = (ids: number[]): string[] => library.albumRows(ids).map(({ title }) => title)
    expect([titles(own), titles(among)]).toEqual([['First'], ['Mix', 'Other']])
  })

  it('is told from a namesake by the MusicBrainz id, and is one under two names', () => {
    const { artists } = libraryOf(
      on('Bleach', 'n/1', 'Nirvana', 1, { artistMbids: [one] }),
      on('Dedicated', 'm/1', 'Nirvana', 1, { artistMbids: [two] }),
      on('Sign', 'p/1', 'Prince', 1, { artistMbids: [release] }),
      on('Gold', 'p/2', 'The Artist', 1, { artistMbids: [release] })
    )
    expect(artists()).toEqual(['Nirvana 1/1', 'Nirvana 1/1', 'Prince 2/2'])
  })

  it('has what is written with its name alone, as long as one goes by it', () => {
    const made = libraryOf(on('X', 'x/1', 'Nirvana', 1, { artistMbids: [one] }), on('Y', 'y/1', 'nirvana', 1))
    expect(made.artists()).toEqual(['Nirvana 2/2'])
    const tracks = trackStatements(made.db)
    tracks.insert(sampleTrack({ folderId: 1, path: '/m/z', artist: 'Nirvana', artistMbids: [two] }), 1)
    made.place()
    expect(made.artists().sort()).toEqual(['Nirvana 0/1', 'Nirvana 1/1', 'nirvana 1/1'].sort())
  })
})

describe('what is placed', () => {
  it('follows new tags and new places, with the numbers as they were', () => {
    const made = libraryOf(on('Old', 'a/1', 'A', 1), on('Old', 'a/2', 'A', 2), on('New', 'b/3', 'A', 3))
    const { albums, artists, db, id, library, place } = made
    const before = library.albumOf(id('a/1'))
    db.prepare("UPDATE tracks SET album = 'New', artist = 'B', album_artist = 'A' WHERE id = ?").run(
      id('a/2')
    )
    place()
    expect(albums()).toEqual(['New by A: a/2 b/3', 'Old by A: a/1'])
    expect(artists()).toEqual(['A 2/3', 'B 0/1'])
    expect(library.albumOf(id('a/1'))).toBe(before)
    db.prepare("UPDATE tracks SET album = 'New', path = CAST('/m/c/1' AS BLOB) WHERE id = ?").run(id('a/1'))
    place()
    expect(albums()).toEqual(['New by A: c/1 a/2 b/3'])
    expect(library.folders('/m')).toEqual(
      ['a', 'b', 'c'].map(name => ({ path: `/m/${name}`, tracks: 1, folders: false }))
    )
  })

  it('is gone with what is hidden, and back with it', () => {
    const { albums, artists, db, library, place } = libraryOf(
      on('X', 'a/1', 'A', 1, { genres: ['Dub', 'dub'] })
    )
    const folders = folderStatements(db)
    folders.remove(1)
    place()
    expect([albums(), artists(), library.genres('name', false, ''), library.folders('/m')]).toEqual([
      [],
      [],
      [],
      []
    ])
    folders.add('/m', 2)
    place()
    expect([albums(), library.genres('name', false, '')]).toMatchObject([
      ['X by A: a/1'],
      [{ name: 'Dub', tracks: 1 }]
    ])
  })

  it('is found by words of names, and its tracks are listed', () => {
    const { db, id, library } = libraryOf(
      on('Ágætis byrjun', 'a/x/2', 'Sigur Rós', 2, { genres: ['Rock'] }),
      on('Ágætis byrjun', 'a/x/1', 'Sigur Rós', 1, { genres: ['Rock'] }),
      on('Other', 'b/1', 'B', 1)
    )
    expect(library.albums('artist', false, 'sigur BYR')).toHaveLength(1)
    expect(library.albums('artist', false, 'nothing')).toHaveLength(0)
    const inOrder = [id('a/x/1'), id('a/x/2')]
    const asked = { filter: '', descending: false }
    const [genre] = library.genres('tracks', true, 'ro')
    expect([...library.tracks({ ...asked, shelf: 'genre', id: genre!.id })]).toEqual(inOrder)
    expect([...library.tracks({ ...asked, shelf: 'folder', path: '/m/a' })]).toEqual(inOrder)
    expect([...library.tracks({ ...asked, shelf: 'added', sort: 'title', descending: true })]).toEqual([
      id('b/1'),
      ...inOrder.toReversed()
    ])
    expect([...library.tracks({ ...asked, shelf: 'added', filter: 'agaetis' })]).toHaveLength(0)
    expect([...library.tracks({ ...asked, shelf: 'added', filter: 'byr' })]).toHaveLength(2)
    expect(library.folders(undefined)).toEqual([{ path: '/m', tracks: 3, folders: true }])
    db.prepare('INSERT INTO listening (track_id, played_at) VALUES (?, 5)').run(id('b/1'))
    expect([...library.tracks({ ...asked, shelf: 'played' })]).toEqual([id('b/1')])
  })
})

it('writes down what a change alters, and not all that shares a title with it', () => {
  const many = Array.from({ length: 1200 }, (_, n) =>
    on('Unknown Album', `${n % 30}/${n}`, `Artist ${n % 90}`, null)
  )
  const { db, place, id, albums } = libraryOf(...many)
  const before = albums()
  expect(before).toHaveLength(30)
  const written = (): number => db.prepare<[], number>('SELECT total_changes()').pluck().get()!
  const from = written()
  db.prepare('UPDATE tracks SET genres = \'["Ambient"]\' WHERE id = ?').run(id('7/7'))
  place()
  expect(written() - from).toBeLessThan(300)
  expect(albums()).toEqual(before)
  // What others are told by it is written, too: one artist's name makes the folder hers.
  for (let n = 7; n < 1200; n += 30)
    db.prepare("UPDATE tracks SET album_artist = 'One' WHERE id = ?").run(id(`7/${n}`))
  place()
  expect(albums().filter(line => line.startsWith('Unknown Album by One:'))).toHaveLength(1)
})

it('is the same whether tracks come all at once or one part after the other', () => {
  const titles = ['Live', 'Live (Disc 2)', 'Hits', 'HITS', 'Mix', 'Own', '']
  const many = Array.from({ length: 700 }, (_, n) => {
    const folder = n % 47
    const mbid = n % 31 === 0 ? { albumMbid: release } : {}
    const various = folder % 9 === 0 ? { albumArtist: 'Various Artists' } : {}
    return on(titles[folder % 7]!, `${folder}/${n}`, `Artist ${folder % 5}`, n % 13, { ...mbid, ...various })
  })
  const whole = libraryOf(...many)
  const [first, ...rest] = [many.slice(0, 40), many.slice(40, 300), many.slice(300)]
  const grown = libraryOf(...first)
  const tracks = trackStatements(grown.db)
  for (const some of rest) {
    grown.db.transaction(() => {
      for (const track of some)
        tracks.insert(sampleTrack({ folderId: 1, ...track, path: `/m/${track.path}` }), 1)
    })()
    grown.place()
  }
  expect(grown.albums().sort()).toEqual(whole.albums().sort())
  expect(grown.artists()).toEqual(whole.artists())
})
