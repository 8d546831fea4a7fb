import { expect, it } from 'vitest'
import { presetOf } from '#contract/players.ts'
import {
  players,
  usualExport as usual,
  type ExportOptions,
  type PlaylistFormat
} from '#contract/playlists.ts'
import { numberedName } from '../../../../src-main/core/playlists/files/plain-name.ts'
import { readPlaylists } from '../../../../src-main/core/playlists/files/read.ts'
import { Relinker } from '../../../../src-main/core/playlists/files/relink.ts'
import { writePlaylist } from '../../../../src-main/core/playlists/files/write.ts'
import { scratchDatabase } from '../../../support/database.ts'
import { addTracks } from '../made-tracks.ts'
import { oddPaths, track } from './samples.ts'

const formats: PlaylistFormat[] = ['m3u8', 'm3u', 'xspf', 'pls', 'csv', 'json']
const ways: [string, Partial<ExportOptions>][] = [
  ['relative', {}],
  ['absolute', { paths: { kind: 'absolute' } }],
  ['percent-encoded', { percentEncode: true }],
  ['with a mark and Windows line ends', { bom: true, lineEnds: 'crlf' }],
  ['without titles', { extinf: false }],
  ['in UTF-8', { utf8: true }]
]

it.each(formats.flatMap(format => ways.map(([way, options]) => [format, way, options] as const)))(
  '%s, %s: every name comes back to the same track, by its path',
  async (format, _, options) => {
    const db = scratchDatabase()
    const ids = addTracks(
      db,
      '/',
      oddPaths.map(path => ({ path, title: 'x' }))
    )
    const { bytes } = writePlaylist(
      { name: 'Odd “names”', tracks: oddPaths.map(path => track(path)), rules: null },
      format,
      { ...usual, ...options },
      '/music/lists'
    )
    const [read, ...more] = await readPlaylists(bytes, `x.${format}`)
    expect(more).toEqual([])
    const relinker = new Relinker(db)
    const links = read!.entries.map(entry => relinker.find(entry, '/music/lists'))
    const wrong = oddPaths.flatMap((path, i) =>
      links[i]?.trackId === ids[i] && links[i]?.by === 'path' ? [] : [[path, read!.entries[i], links[i]]]
    )
    expect(wrong).toEqual([])
    expect(links).toHaveLength(oddPaths.length)
  }
)

it.each(players.filter(player => player !== 'car'))(
  'for %s: every name comes back to the same track, by its path',
  async player => {
    const { format, options } = presetOf(player)
    // With backslashes between folders one in a name cannot be told.
    const paths = options.slashes === '/' ? oddPaths : oddPaths.filter(path => !path.includes('\\'))
    const db = scratchDatabase()
    const ids = addTracks(
      db,
      '/',
      paths.map(path => ({ path, title: 'x' }))
    )
    const tracks = paths.map(path => track(path))
    const { bytes } = writePlaylist(
      { name: 'x', tracks, rules: null },
      format,
      options,
      '/music/lists',
      player
    )
    const [read] = await readPlaylists(bytes, `x.${format}`)
    const relinker = new Relinker(db)
    expect(read!.entries.map(entry => relinker.find(entry, '/music/lists'))).toEqual(
      ids.map(trackId => ({ trackId, by: 'path' }))
    )
  }
)

it('for a car: the copies come back to their tracks by name, where one has it', async () => {
  const paths = [
    '/music/Björk/Jóga.flac',
    '/music/a #1.mp3',
    '/music/same.mp3',
    '/other/same.mp3',
    '/music/日本.mp3'
  ]
  const db = scratchDatabase()
  const ids = addTracks(
    db,
    '/',
    paths.map(path => ({ path, title: 'x' }))
  )
  const copies = paths.map((path, i) => track(`/stick/Car/${numberedName(path, i + 1, 3)}`))
  const { format, options } = presetOf('car')
  const { bytes } = writePlaylist(
    { name: 'Car', tracks: copies, rules: null },
    format,
    options,
    '/stick/Car',
    'car'
  )
  const [read] = await readPlaylists(bytes, 'Car.m3u')
  const relinker = new Relinker(db)
  const found = read!.entries.map(entry => relinker.find(entry, '/stick/Car')?.trackId ?? null)
  expect(found).toEqual([ids[0], ids[1], null, null, ids[4]])
})

it.each(formats)('%s keeps titles, artists and lengths', async format => {
  const tracks = [track('/music/a.mp3', { title: 'Ça – va?', artist: 'Émile', duration: 60 })]
  const { bytes } = writePlaylist({ name: 'Été', tracks, rules: null }, format, usual, '/music')
  const [read] = await readPlaylists(bytes, `Été.${format}`)
  const { title, artist, duration } = read!.entries[0]!
  expect(read!.name).toBe('Été')
  expect(artist === '' ? title : `${artist} - ${title}`).toBe(
    format === 'm3u' ? 'Émile - Ça ? va?' : 'Émile - Ça – va?'
  )
  expect(duration).toBe(60)
})

it('says what M3U loses, and only then', () => {
  const write = (path: string) =>
    writePlaylist({ name: 'x', tracks: [track(path, { artist: '' })], rules: null }, 'm3u', usual, '/music')
  expect(write('/music/ça.mp3').losses).toEqual([])
  const { losses, bytes } = write('/music/日本.mp3')
  expect(losses).toEqual([
    { code: 'addresses', paths: 1 },
    { code: 'letters', titles: 1 }
  ])
  expect(bytes.toString('latin1')).toContain('\nfile:///music/%E6%97%A5%E6%9C%AC.mp3\n')
})

it('writes slashes and bases as other machines want them', () => {
  const line = (options: Partial<ExportOptions>, folder = '/music/lists') =>
    writePlaylist(
      { name: 'x', tracks: [track('/music/a b/c.mp3')], rules: null },
      'm3u8',
      { ...usual, extinf: false, ...options },
      folder
    ).text
  expect(line({})).toBe('../a b/c.mp3\n')
  expect(line({ slashes: '\\' })).toBe('..\\a b\\c.mp3\n')
  const mapped = (from: string, to: string) => line({ paths: { kind: 'mapped', from, to } })
  expect(mapped('/music', '/data/music')).toBe('/data/music/a b/c.mp3\n')
  expect(mapped('/music/', '')).toBe('a b/c.mp3\n')
  expect(mapped('/mus', '/x')).toBe('/music/a b/c.mp3\n')
  expect(line({ paths: { kind: 'mapped', from: '/music', to: 'D:\\Music' }, slashes: '\\' })).toBe(
    'D:\\Music\\a b\\c.mp3\n'
  )
  expect(line({ percentEncode: true })).toContain('\n../a%20b/c.mp3\n')
})
