import { describe, expect, it } from 'vitest'
import { presetOf } from '#contract/players.ts'
import {
  players,
  usualExport,
  type ExportOptions,
  type Player,
  type PlaylistFormat
} from '#contract/playlists.ts'
import { numberedName, plainName } from '../../../../src-main/core/playlists/files/plain-name.ts'
import { writePlaylist } from '../../../../src-main/core/playlists/files/write.ts'
import { oddPaths, track } from './samples.ts'

const odd = oddPaths.map(path => track(path))

function written(
  paths: string[],
  player: Player | null,
  more: { format?: PlaylistFormat; options?: Partial<ExportOptions> } = {}
): ReturnType<typeof writePlaylist> {
  const { format, options } =
    player === null ? { format: 'm3u8' as const, options: usualExport } : presetOf(player)
  return writePlaylist(
    { name: 'x', tracks: paths.map(path => track(path, { title: 'A', artist: '' })), rules: null },
    more.format ?? format,
    { ...options, ...more.options },
    '/music/lists',
    player
  )
}

describe('each player gets what it reads', () => {
  it.each<[Player, string]>([
    ['vlc', '../a%20%231.mp3'],
    ['mpd', '/music/a #1.mp3'],
    ['navidrome', '../a #1.mp3'],
    ['jellyfin', '../a #1.mp3'],
    ['foobar2000', '..\\a #1.mp3'],
    ['car', '../a #1.mp3']
  ])('%s', (player, path) => {
    const { text } = written(['/music/a #1.mp3'], player)
    if (player === 'vlc') expect(text).toContain(`<location>${path}</location>`)
    else expect(text.split(/\r?\n/)).toContain(path)
  })

  it('MPD: UTF-8 under the name .m3u; foobar2000: a mark and line ends of Windows; car: paths and nothing else', () => {
    expect(written(['/music/歌.mp3'], 'mpd').bytes.toString('utf8')).toContain('\n/music/歌.mp3\n')
    expect(presetOf('mpd').format).toBe('m3u')
    const { bytes } = written(['/music/歌.mp3'], 'foobar2000')
    expect(bytes.toString('utf8')).toBe('\uFEFF#EXTM3U\r\n#PLAYLIST:x\r\n#EXTINF:123,A\r\n..\\歌.mp3\r\n')
    expect(written(['/music/lists/001 a.mp3'], 'car').text).toBe('001 a.mp3\r\n')
  })

  it.each(players)('%s: whatever the names, each stands once', player => {
    const { format, options } = presetOf(player)
    const { text } = writePlaylist(
      { name: 'x', tracks: odd, rules: null },
      format,
      options,
      '/music/lists',
      player
    )
    const entries =
      format === 'xspf'
        ? text.split('<location>').length - 1
        : text.split(/\r?\n/).filter(line => line !== '' && !line.startsWith('#')).length
    expect(entries).toBe(odd.length)
  })
})

describe('what a player will not find is said', () => {
  it('VLC: "#", "?" and "%20" in M3U and PLS, not in XSPF', () => {
    const paths = [
      '/music/a#.mp3',
      '/music/what?.mp3',
      '/music/a%20b.mp3',
      '/music/100%.mp3',
      '/music/plain.mp3'
    ]
    const vlc = [{ code: 'vlc-signs', paths: 3 }]
    expect(written(paths, null).losses).toEqual(vlc)
    expect(written(paths, null, { format: 'pls' }).losses).toEqual(vlc)
    expect(written(paths, 'vlc', { format: 'm3u8' }).losses).toEqual(vlc)
    expect(written(paths, 'vlc').losses).toEqual([])
    expect(written(paths, null, { options: { percentEncode: true } }).losses).toEqual([])
    expect(written(paths, null, { format: 'csv' }).losses).toEqual([])
    expect(written(paths, 'navidrome').losses).toEqual([])
  })

  it('MPD: a name that begins with a blank; foobar2000: a backslash in a name', () => {
    const paths = ['/music/ a.mp3', '/music/ b/a.mp3', '/music/a .mp3', '/music/back\\slash.mp3']
    expect(written(paths, 'mpd').losses).toEqual([{ code: 'mpd-blanks', paths: 2 }])
    expect(written(paths, 'foobar2000').losses).toEqual([{ code: 'backslashes', paths: 1 }])
    expect(written(paths, 'jellyfin').losses).toEqual([])
  })

  it('car: more than a folder holds, and what they do not play', () => {
    const many = Array.from({ length: 256 }, (_, i) => `/music/lists/${i}.${i < 2 ? 'flac' : 'mp3'}`)
    expect(written(many, 'car').losses).toEqual([
      { code: 'car-many', tracks: 256, limit: 255 },
      { code: 'car-formats', tracks: 2 }
    ])
    expect(written(many.slice(2), 'car').losses).toEqual([])
  })
})

describe('names for a car', () => {
  it.each([
    ['/m/Jóga.FLAC', '007 Joga.flac'],
    ['/m/Straße – ‘Ærø’.mp3', "007 Strasse - 'AEro'.mp3"],
    ['/m/日本語の歌.mp3', '007 _.mp3'],
    ['/m/#1: 100% <hit>?.mp3', '007 _1_ 100_ _hit_.mp3'],
    ['/m/  ends... .mp3', '007 ends.mp3'],
    ['/m/con.mp3', '007 _con.mp3'],
    ['/m/cafe\u0301.mp3', '007 cafe.mp3']
  ])('%s', (path, name) => expect(numberedName(path, 7, 3)).toBe(name))

  it('are ASCII, 64 bytes at most, and differ by their numbers', () => {
    const names = oddPaths.map((path, i) => numberedName(path, i + 1, 3))
    for (const name of names) expect(name).toMatch(/^\d{3} [ -~]+$/)
    expect(Math.max(...names.map(name => name.length))).toBeLessThanOrEqual(64)
    expect(plainName('é'.repeat(300), '.m3u')).toBe(`${'e'.repeat(60)}.m3u`)
    expect(plainName('...', '.m3u')).toBe('_.m3u')
  })
})
