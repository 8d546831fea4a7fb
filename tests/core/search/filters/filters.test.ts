import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { filterFields, namesOfFilter, type FilterField } from '#contract/field-uses.ts'
import { compileFilters, passingTracks } from '../../../../src-main/core/database/compile/filters.ts'
import { parseQuery } from '../../../../src-main/core/search/query/parse.ts'
import { MadeLibrary } from '../made-library.ts'

let made: MadeLibrary
const day = 86_400_000

beforeAll(() => {
  made = new MadeLibrary()
  made.add({
    title: 'one',
    artist: 'Kate Bush',
    album: 'Hounds of Love',
    year: 1985,
    duration: 180,
    bpm: 108.2,
    key: '?',
    measured: { bpm: 200, key: 'C major', loudness: -9.2 },
    played: { plays: 12, playedAt: Date.now() - 3 * day, rating: 80 }
  })
  made.add({
    title: 'two',
    key: 'Am',
    measured: { key: 'F minor' },
    artist: 'Björk',
    genres: ['Trip Hop', 'Ambient'],
    year: 1995,
    lossless: true,
    container: 'MP4',
    codec: 'ALAC',
    path: '/music/folder/two.M4A',
    played: { plays: 1, playedAt: Date.now() - 500 * day, rating: 70 }
  })
  made.add({
    title: 'three',
    measured: { bpm: 72.2, key: 'F minor', loudness: -16 },
    genres: ['Dark Ambient'],
    duration: 240,
    path: '/music/Live at home/3.ogg',
    album: 'Live at home',
    played: { rating: 20 }
  })
  made.add({ title: 'four', artist: 'Various', albumArtist: 'Kate Bush', year: 2001, available: false })
  made.add({ title: '100% live', artist: 'x', addedAt: Date.now() - 2 * day, sounds: ['piano'] })
  const taught = new Map([
    ['sunday kitchen', new Set([1, 2])],
    ['live', new Set([2, 3, 4, 99])],
    ['nothing yet', new Set<number>()]
  ])
  made.searcher.library.taught = async name => taught.get(name.toLowerCase()) ?? null
  made.add({ title: 'it\'s "quoted" * OR NEAR(a) -- ;', artist: '+/-', addedAt: Date.now() - 60 * day })
  made.db.exec(`
    INSERT INTO playlists (id, name, kind, created_at, updated_at) VALUES (1, 'Rainy night', 'list', 0, 0);
    INSERT INTO playlist_entries (playlist_id, position, track_id, path)
    SELECT 1, id, id, path FROM tracks WHERE title IN ('two', 'three')`)
})
afterAll(() => made.close())

describe('filters', () => {
  const rows: [string, string[]][] = [
    ['year:1985', ['one']],
    ['year:80s', ['one']],
    ['year:1985..1995', ['one', 'two']],
    ['-year:1985', ['two', 'three', '100%', "it's"]],
    ['bpm:108', ['one']],
    ['bpm:>108', ['one']],
    ['bpm:>110', []],
    ['bpm:72', ['three']],
    ['bpm:54|144', []],
    ['bpm:200', []],
    ['key:Am', ['two']],
    ['key:"a minor"', ['two']],
    ['key:8A|4A', ['two', 'three']],
    ['key:C', ['one']],
    ['-key:8A', ['one', 'three', '100%', "it's"]],
    ['loudness:<-14', ['three']],
    ['loudness:-9', ['one']],
    ['loudness:-20..-5', ['one', 'three']],
    ['length:<4m', ['one', 'two', '100%', "it's"]],
    ['length:<=4m year:1985', ['one']],
    ['length:4m', ['three']],
    ['genre:ambient', ['two', 'three']],
    ['genre:"dark ambient"', ['three']],
    ['genre:hop|dark', ['two', 'three']],
    ['-genre:ambient', ['one', '100%', "it's"]],
    ['genre:amb', []],
    ['artist:"kate bush"', ['one']],
    ['artist:"kate bush" is:unavailable', ['four']],
    ['is:available|unavailable year:2001', ['four']],
    ['artist:bjork', ['two']],
    ['artist:+/-', ["it's"]],
    ['album:hounds', ['one']],
    ['title:"100% live"', ['100%']],
    ['title:%', ['100%']],
    ['title:_', []],
    ['title:quoted', ["it's"]],
    ['title:"near(a)"', ["it's"]],
    ['is:lossless', ['two']],
    ['is:live', ['three']],
    ['is:studio', ['one', 'two', '100%', "it's"]],
    ['format:alac', ['two']],
    ['format:m4a', ['two']],
    ['-format:ogg', ['two']],
    ['format:mp4|flac', ['two']],
    ['format:vorbis is:live', ['three']],
    ['is:analysed', ['100%']],
    ['is:unanalysed is:lossless', ['two']],
    ['folder:LIVE', ['three']],
    ['folder:"/music/Live at home"', ['three']],
    ['folder:/music/Live', []],
    ['folder:100', []],
    ['added:30d', ['100%']],
    ['added:30d|>50d -year:1985', ['two', 'three', '100%', "it's"]],
    ['plays:0', ['three', '100%', "it's"]],
    ['plays:>1', ['one']],
    ['plays:1..12', ['one', 'two']],
    ['-plays:0', ['one', 'two']],
    ['rating:4', ['one', 'two']],
    ['rating:3.5', ['two']],
    ['rating:>=2', ['one', 'two']],
    ['rating:<3', ['three']],
    ['rating:none', ['100%', "it's"]],
    ['-rating:1|none', ['one', 'two']],
    ['played:30d', ['one']],
    ['played:>1y', ['two']],
    ['played:never', ['three', '100%', "it's"]],
    ['-played:never', ['one', 'two']],
    ['-played:30d', ['two', 'three', '100%', "it's"]],
    ['taught:"Sunday kitchen"', ['one', 'two']],
    ['-taught:"sunday kitchen"', ['three', '100%', "it's"]],
    ['taught:live -taught:"sunday kitchen"', ['three']],
    ['taught:live|"sunday kitchen" year:80s', ['one']],
    ['taught:live is:available|unavailable', ['two', 'three', 'four']],
    ['taught:"nothing yet"', []],
    ['playlist:"Rainy night"', ['two', 'three']],
    ['playlist:#1 -genre:dark', ['two']],
    ['year:1985 taught:unheard-of', ['one']],
    ['year:1985 | genre:hop', ['one', 'two']]
  ]
  it.each(rows)('%s', async (text, expected) => {
    const titles = await made.titles(text)
    expect(titles.map(title => title.split(' ')[0]).sort()).toEqual([...expected].sort())
  })

  it('are tried, every one of them', () => {
    const tried = (field: FilterField): boolean =>
      namesOfFilter(field).some(name => rows.some(([text]) => text.includes(`${name}:`)))
    expect(filterFields.filter(field => !tried(field))).toEqual([])
  })

  it('says that a taught tag is not known, and filters by none', async () => {
    const { parts } = await made.searcher.query(
      { text: 'taught:live|unheard-of', limit: 10, all: false },
      async () => undefined
    )
    const expected = { code: 'known-name', of: 'taught', name: 'unheard-of' }
    expect(parts[0]).toMatchObject({ kind: 'wrong', expected })
  })

  it.each(['playlist:nowhere', '-playlist:nowhere', 'piano | playlist:nowhere'])(
    'says that there is no such playlist: %s',
    async text => {
      const { parts } = await made.searcher.query({ text, limit: 10, all: false }, async () => undefined)
      const expected = { code: 'known-name', of: 'playlist', name: 'nowhere' }
      expect(parts.at(-1)).toMatchObject({ kind: 'wrong', expected })
    }
  )

  it('asks anew for the tracks of a taught tag: they change without the library', async () => {
    const { library } = made.searcher
    const { taught } = library
    library.taught = async () => new Set([3])
    expect(await made.titles('taught:live')).toEqual(['three'])
    library.taught = async () => new Set([1])
    expect(await made.titles('taught:live')).toEqual(['one'])
    library.taught = taught
  })

  it('hides tracks of removed folders', async () => {
    made.db.prepare(`UPDATE folders SET state = 'removed'`).run()
    made.searcher.library.refresh()
    expect(await made.titles('year:1985')).toEqual([])
    made.db.prepare(`UPDATE folders SET state = 'present'`).run()
    made.searcher.library.refresh()
    expect(await made.titles('year:1985')).toEqual(['one'])
  })
})

describe('filters kept by their values', () => {
  it('let through together what the database lets through at once', () => {
    const { db, allowed } = made.searcher.library
    const all = [
      'year:1980..1996',
      '-year:1985',
      'bpm:>100',
      'bpm:none',
      'plays:0',
      '-lossless:no',
      'rating:>=4'
    ].concat([
      'artist:kate',
      '-genre:ambient',
      'is:lossless',
      'is:unavailable',
      '-is:available',
      'loudness:<-10'
    ])
    const read = (text: string) => parseQuery(text, Date.now(), null).alternatives[0]!.filters
    for (const one of all)
      for (const other of all) {
        const filters = read(`${one} ${other}`)
        const expected = passingTracks(db, compileFilters(filters)).sort((a, b) => a - b)
        expect([...allowed.passing(filters).ids()], `${one} ${other}`).toEqual(expected)
      }
  })

  it('are asked again after the library changed', () => {
    const { library } = made.searcher
    const filters = parseQuery('year:1985', Date.now(), null).alternatives[0]!.filters
    const before = library.allowed.passing(filters).count
    made.db.exec(`UPDATE tracks SET year = 1985 WHERE title = 'two'`)
    expect(library.allowed.passing(filters).count).toBe(before)
    library.refresh()
    expect(library.allowed.passing(filters).count).toBe(before + 1)
    made.db.exec(`UPDATE tracks SET year = 1995 WHERE title = 'two'`)
    library.refresh()
  })
})
