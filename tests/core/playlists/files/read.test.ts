import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { EarshotError } from '#contract/errors.ts'
import type { Database } from '../../../../src-main/core/database/open.ts'
import { playStatements } from '../../../../src-main/core/database/statements/plays.ts'
import { PlaylistEditor } from '../../../../src-main/core/playlists/edit/editor.ts'
import { importPlaylists } from '../../../../src-main/core/playlists/files/import.ts'
import {
  readerAnswers,
  type PlaylistReader
} from '../../../../src-main/core/playlists/files/reader-thread.ts'
import { readPlaylists } from '../../../../src-main/core/playlists/files/read.ts'
import { Relinker } from '../../../../src-main/core/playlists/files/relink.ts'
import { noEntry, type ReadEntry } from '../../../../src-main/core/playlists/files/playlist-file.ts'
import { scratchDatabase, scratchFolder } from '../../../support/database.ts'
import { addTracks } from '../made-tracks.ts'

const read = async (content: string | Uint8Array, name = 'x.m3u8') =>
  readPlaylists(typeof content === 'string' ? Buffer.from(content) : content, name)
const pathsOf = async (content: string | Uint8Array, name?: string) =>
  (await read(content, name)).flatMap(({ entries }) => entries.map(({ path }) => path))
const refusal = async (content: string | Uint8Array, name?: string): Promise<EarshotError> => {
  const thrown: unknown = await read(content, name).then(
    () => null,
    (thrown: unknown) => thrown
  )
  expect(thrown).toBeInstanceOf(EarshotError)
  return thrown as EarshotError
}

/** The reader without its thread. */
function portsOf(db: Database): Parameters<typeof importPlaylists>[0] {
  const answers = readerAnswers(db)
  const asking = (signal: AbortSignal) => ({
    signal,
    pause: () => Promise.resolve(),
    othersWait: () => false
  })
  const openReader = (): PlaylistReader => ({
    read: async (input, signal) => answers.read(input, asking(signal)),
    entries: async (list, from, count, signal) => answers.entries({ list, from, count }, asking(signal)),
    relink: async (id, signal) => answers.relink(id, asking(signal)),
    close: () => Promise.resolve()
  })
  return { db, editor: new PlaylistEditor(db), openReader }
}

describe('encodings', () => {
  const text = '#EXTM3U\r\n#EXTINF:60,Émile - Ça\r\nMusik\\Ça va – ja.mp3\r\n'
  const utf16be = Buffer.from(text, 'utf16le').swap16()
  it.each([
    ['UTF-8', Buffer.from(text)],
    ['UTF-8 with a mark', Buffer.from(`\ufeff${text}`)],
    ['UTF-16 LE with a mark', Buffer.from(`\ufeff${text}`, 'utf16le')],
    ['UTF-16 BE with a mark', Buffer.concat([Buffer.of(0xfe, 0xff), utf16be])],
    ['UTF-16 LE without', Buffer.from(text, 'utf16le')],
    ['UTF-16 BE without', utf16be],
    ['Windows-1252', Buffer.from(text.replaceAll('–', '\u0096'), 'latin1')]
  ])('%s', async (_, bytes) => {
    const db = scratchDatabase()
    const [id] = addTracks(db, '/music', [{ path: '/music/Musik/Ça va – ja.mp3' }])
    const [playlist] = await read(bytes)
    expect(playlist!.entries[0]).toMatchObject({ line: 3, title: 'Émile - Ça', duration: 60 })
    expect(new Relinker(db).find(playlist!.entries[0]!, '/music')).toEqual({ trackId: id, by: 'path' })
  })
})

describe('formats', () => {
  it('M3U with everything that is in the wild', async () => {
    const [playlist] = await read(
      '\n#EXTM3U x\n#PLAYLIST: The name \n#EXTINF:-1 tvg-id="a,b",Radio\nhttp://example.org/a\n#EXTALB:Album\n' +
        '#EXTART:Artist\n#EXTINF:12.5,Title\na.mp3\n# a comment\n\n  indented.mp3\n'
    )
    expect(playlist).toMatchObject({
      name: 'The name',
      entries: [
        { path: 'http://example.org/a', duration: null },
        { path: 'a.mp3', album: 'Album', artist: 'Artist', title: 'Title', duration: 12.5 },
        { path: '  indented.mp3', title: '' }
      ]
    })
  })

  it('PLS in any order, with gaps', async () => {
    const pls =
      '[Playlist]\nTitle2=Two\nFile10=c.mp3\nfile2=b.mp3\nLength2=20\nTitle7=none\nNumberOfEntries=99\n'
    expect(await pathsOf(pls, 'x.pls')).toEqual(['b.mp3', 'c.mp3'])
  })

  it('the library of iTunes and Music', async () => {
    const library = `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple Computer//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0"><dict>
<key>Tracks</key><dict>
  <key>7</key><dict><key>Track ID</key><integer>7</integer><key>Name</key><string>A &amp; B</string>
    <key>Artist</key><string>X</string><key>Total Time</key><integer>61500</integer><key>Play Count</key><integer>12</integer>
    <key>Play Date UTC</key><date>2024-01-31T10:00:00Z</date><key>Rating</key><integer>80</integer>
    <key>Location</key><string>file://localhost/C:/Music/A%20&#38;%20B.m4a</string></dict>
  <key>8</key><dict><key>Track ID</key><integer>8</integer><key>Location</key><string>file:///Users/x/%C3%A9.mp3</string></dict>
</dict>
<key>Playlists</key><array>
  <dict><key>Name</key><string>Library</string><key>Master</key><true/></dict>
  <dict><key>Name</key><string>Mine</string><key>Playlist Items</key><array>
    <dict><key>Track ID</key><integer>8</integer></dict><dict><key>Track ID</key><integer>7</integer></dict>
    <dict><key>Track ID</key><integer>99</integer></dict></array></dict>
  <dict><key>Name</key><string>__proto__</string><key>Smart Info</key><data>AAAA</data></dict>
</array></dict></plist>`
    const db = scratchDatabase()
    const [m4a] = addTracks(db, '/music', [
      { path: '/music/A & B.m4a', title: 'A & B', artist: 'X', duration: 61 }
    ])
    const playlists = await read(library, 'Library.xml')
    expect(playlists.map(({ name, entries }) => [name, entries.length])).toEqual([
      ['Mine', 2],
      ['__proto__', 0]
    ])
    expect(playlists[0]!.entries[1]).toMatchObject({ title: 'A & B', artist: 'X', duration: 61.5 })
    const signal = new AbortController().signal
    const bytes = { name: 'Library.xml', base64: Buffer.from(library).toString('base64') }
    const reports = await importPlaylists(portsOf(db), bytes, signal)
    expect(reports[0]).toMatchObject({ name: 'Mine', entries: 2, matched: { byTail: 1 }, notFoundTotal: 1 })
    expect(playStatements(db).byTrack(m4a!)).toEqual({
      fromFile: false,
      plays: 12,
      playedAt: Date.UTC(2024, 0, 31, 10),
      rating: 80
    })
    playStatements(db).merge(m4a!, { plays: 3, playedAt: null, rating: 20 })
    expect(playStatements(db).byTrack(m4a!)).toMatchObject({ plays: 12, rating: 80 })
  })

  it('tables of other programs', async () => {
    const csv = 'Artist;Title;File name;Time\n"X; ""y""";T;"C:\\a\nb.mp3";4:05\n\n'
    const [playlist] = await read(csv, 'x.csv')
    expect(playlist!.entries).toEqual([
      { ...noEntry, line: 2, artist: 'X; "y"', title: 'T', path: 'C:\\a\nb.mp3', duration: 245 }
    ])
    expect(await pathsOf('["a.mp3", {"file": "b.mp3"}, 7]', 'x.json')).toEqual(['a.mp3', 'b.mp3'])
  })

  it('broken tables: what can be read is, to the last row', async () => {
    const rows: [text: string, paths: string[]][] = [
      ['\ufeffpath,title\na.mp3,A\n', ['a.mp3']],
      ['path,title\ra.mp3,A\r\nb.mp3,B\nc.mp3,C', ['a.mp3', 'b.mp3', 'c.mp3']],
      ['path,title\na.mp3\n\nb.mp3,B,more,and more\n', ['a.mp3', 'b.mp3']],
      ['path\ttitle\n"a"b.mp3\tA\nc "d".mp3\tC\n', ['ab.mp3', 'c "d".mp3']],
      ['path,title\na.mp3,A\nb.mp3,"a quote that never ends\nc.mp3,C\n', ['a.mp3', 'b.mp3']]
    ]
    for (const [text, paths] of rows) expect(await pathsOf(text, 'x.csv')).toEqual(paths)
  })

  it('tables with names that are no text: their bytes stay', async () => {
    const bytes = Buffer.concat([Buffer.from('path\n/music/caf'), Buffer.of(0xe9), Buffer.from('.mp3\n')])
    expect(await pathsOf(bytes, 'x.csv')).toEqual(['/music/caf\udce9.mp3'])
  })
})

describe('hostile input', () => {
  const bomb = `<?xml version="1.0"?><!DOCTYPE playlist [<!ENTITY a "aaaaaaaaaa">${'bcdefghi'
    .split('')
    .map((name, i) => `<!ENTITY ${name} "${`&${'abcdefgh'[i]};`.repeat(10)}">`)
    .join('')}]><playlist xmlns="http://xspf.org/ns/0/"><title>&i;</title></playlist>`
  it.each([
    ['a bomb', bomb],
    ['an entity of a file', '<!DOCTYPE p [<!ENTITY x SYSTEM "file:///etc/passwd">]><playlist>&x;</playlist>'],
    ['an entity of a parameter', '<!DOCTYPE p [<!ENTITY % x SYSTEM "http://example.org/">%x;]><playlist/>'],
    [
      'an entity nobody defined',
      '<playlist><trackList><track><location>&x;</location></track></trackList></playlist>'
    ],
    ['depth', '<playlist>'.repeat(100_000)],
    ['a text without end', `<playlist><title>${'x'.repeat(2_000_000)}</title></playlist>`],
    ['an end too early', '<playlist><trackList><track><location>a.mp3</location>'],
    ['tags across', '<playlist><trackList></playlist></trackList>'],
    ['a page', '<html><body>not found</body></html>'],
    [
      'a list of properties of something else',
      '<plist version="1.0"><dict><key>a</key><true/></dict></plist>'
    ],
    ['a list of properties that is a text', '<plist version="1.0"><string>x</string></plist>']
  ])('XML with %s is refused', async (_, text) => {
    expect((await refusal(text, 'x.xspf')).code).toBe('bad-request')
  })

  it.each([
    ['JSON that is none', '{', 'x.json'],
    ['JSON of something else', '{"a":1}', 'x.json'],
    ['a table of something else', 'a,b\n1,2\n', 'x.csv'],
    ['zeros', Buffer.alloc(100), 'x.m3u'],
    ['an audio file', Buffer.from('fLaC\0\0\0\x22\x10\0\x10\0\0\0\0\xff'), 'x.m3u'],
    ['rules of Navidrome', '{"all":[]}', 'x.nsp'],
    ['too many entries', 'a\n'.repeat(200_001), 'x.m3u']
  ])('%s is refused', async (_, content, name) => {
    const { code, message } = await refusal(content, name)
    expect(code).toBe('bad-request')
    expect(message).toMatch(/\.$/)
  })

  it('anything at all ends in entries or in a plain refusal', async () => {
    let chance = 12345
    const next = (below: number): number => (chance = (chance * 48271) % 2147483647) % below
    const seeds = [
      '#EXTM3U\n#EXTINF:1,a\nb.mp3\n',
      '[playlist]\nFile1=a\n',
      '<?xml version="1.0"?><playlist version="1" xmlns="http://xspf.org/ns/0/"><trackList><track><location>a</location></track></trackList></playlist>',
      '<plist><dict><key>Tracks</key><dict></dict><key>Playlists</key><array></array></dict></plist>',
      '{"entries":[{"path":"a"}]}',
      'path,title\n"a",b\n'
    ]
    for (let i = 0; i < 2000; i++) {
      const bytes = Buffer.from(seeds[next(seeds.length)]!)
      for (let n = next(6); n >= 0; n--) bytes[next(bytes.length)] = next(256)
      const name = `x.${['m3u8', 'pls', 'xspf', 'xml', 'json', 'csv', 'txt'][next(7)]}`
      await readPlaylists(bytes.subarray(0, next(bytes.length) + 1), name).catch((thrown: unknown) => {
        expect(thrown).toBeInstanceOf(EarshotError)
        expect((thrown as EarshotError).code).toBe('bad-request')
      })
    }
  })

  it('100,000 lines come over, each to its track', async () => {
    const db = scratchDatabase()
    const names = Array.from({ length: 100_000 }, (_, i) => `/music/${i % 100}/track ${i}.mp3`)
    db.transaction(() =>
      addTracks(
        db,
        '/music',
        names.slice(0, 1000).map(path => ({ path, title: path }))
      )
    )()
    const folder = scratchFolder()
    writeFileSync(join(folder, 'long.m3u8'), names.map(name => name.replace('/music', 'D:\\m')).join('\r\n'))
    const signal = new AbortController().signal
    const [report] = await importPlaylists(portsOf(db), { path: join(folder, 'long.m3u8') }, signal)
    expect(report).toMatchObject({ entries: 100_000, matched: { byTail: 1000 }, notFoundTotal: 99_000 })
    expect(report!.notFound.length).toBeLessThan(1000)
    await expect(
      importPlaylists(portsOf(db), { path: join(folder, 'long.m3u8') }, AbortSignal.abort())
    ).rejects.toMatchObject({ code: 'cancelled' })
    expect(db.prepare('SELECT count(*) FROM playlists').pluck().get()).toBe(1)
  })
})

describe('a line that never ends', () => {
  const long = 'x'.repeat(40_000)
  it.each([
    ['a.m3u8', `#EXTM3U\n1.mp3\n${long}.mp3\n`, 3],
    ['a.m3u8', `#EXTM3U\n#${long}\n1.mp3\n`, 2],
    ['a.pls', `[playlist]\r\nFile1=${long}\r\n`, 2],
    ['a.csv', `path,title\n1.mp3,One\n2.mp3,${long}\n`, 3],
    ['a.json', JSON.stringify(['1.mp3', long]), 2],
    ['a.xspf', `<playlist><trackList><track><location>${long}</location></track></trackList></playlist>`, 1]
  ])('is refused in %s, and said where', async (name, text, line) => {
    const { code, message } = await refusal(text, name)
    expect([code, message]).toEqual([
      'bad-request',
      expect.stringContaining(`Line ${line} has more than 32,768`)
    ])
  })

  it('of 36 MB is refused at once', async () => {
    expect((await refusal(Buffer.alloc(36_000_000, 'a'))).message).toContain('Line 1')
  })
})

describe('playlists in playlists', () => {
  const importing = async (files: Record<string, string>, first: string) => {
    const folder = scratchFolder()
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, name)), { recursive: true })
      writeFileSync(join(folder, name), text)
    }
    const db = scratchDatabase()
    const [report] = await importPlaylists(
      portsOf(db),
      { path: join(folder, first) },
      new AbortController().signal
    )
    return { paths: report!.notFound.map(({ path }) => path), notes: report!.notes, folder }
  }

  it('are taken in their place, loops once', async () => {
    const { paths, notes } = await importing(
      {
        'a.m3u8': '1.mp3\nsub/b.pls\n4.mp3\na.m3u8\n',
        'sub/b.pls': '[playlist]\nFile1=2.mp3\nFile2=../a.m3u8\nFile3=3.mp3'
      },
      'a.m3u8'
    )
    expect(paths).toEqual(['1.mp3', '2.mp3', '3.mp3', '4.mp3'])
    expect(notes).toEqual([
      { code: 'nested', path: '../a.m3u8', why: 'loop' },
      { code: 'nested', path: 'a.m3u8', why: 'loop' }
    ])
  })

  it('are not followed out of the folder, through links neither', async () => {
    const other = scratchFolder()
    writeFileSync(join(other, 'secret.m3u'), 'secret.mp3')
    const folder = scratchFolder()
    symlinkSync(join(other, 'secret.m3u'), join(folder, 'link.m3u'))
    const text = `../x.m3u\n${join(other, 'secret.m3u')}\nlink.m3u\nfile://${join(other, 'secret.m3u')}\n`
    writeFileSync(join(folder, 'a.m3u8'), text)
    const db = scratchDatabase()
    const [report] = await importPlaylists(
      portsOf(db),
      { path: join(folder, 'a.m3u8') },
      new AbortController().signal
    )
    expect(report!.entries).toBe(0)
    expect(report!.notes).toHaveLength(4)
    expect(report!.notes.map(note => note.code === 'nested' && note.why)).toEqual([
      'not-found',
      'elsewhere',
      'elsewhere',
      'elsewhere'
    ])
  })

  it('end somewhere, however many there are', async () => {
    const files = Object.fromEntries(
      Array.from({ length: 20 }, (_, i) => [`${i}.m3u`, `${i}.mp3\n${i + 1}.m3u\n`])
    )
    const { paths, notes } = await importing(files, '0.m3u')
    expect(paths).toHaveLength(8)
    expect(notes).toEqual([{ code: 'nested', path: '8.m3u', why: 'too-deep' }])
  })
})

describe('finding tracks again', () => {
  const tracks = [
    { path: '/music/Artist/Album/01 Intro.mp3', title: 'Intro', artist: 'Artist', duration: 60 },
    { path: '/music/Other/Album/01 Intro.mp3', title: 'Intro', artist: 'Other', duration: 90 },
    { path: '/music/Artist/Album/02 Song.flac', title: 'Song', artist: 'Artist', duration: 200 },
    { path: '/music/x/unique name.ogg', title: 'Ünique', artist: 'Sömebody', duration: 100 }
  ]
  const find = (entry: Partial<ReadEntry>) => {
    const db = scratchDatabase()
    const ids = addTracks(db, '/music', tracks)
    const link = new Relinker(db).find({ ...noEntry, ...entry }, '/lists')
    return link === null ? null : [ids.indexOf(link.trackId), link.by]
  }
  it.each<[string, Partial<ReadEntry>, [number, string] | null]>([
    ['Windows path', { path: 'D:\\Musik\\Artist\\Album\\01 Intro.mp3' }, [0, 'tail']],
    ['other case', { path: '/MUSIC/ARTIST/ALBUM/01 INTRO.MP3' }, [0, 'tail']],
    ['share', { path: '\\\\nas\\music\\Other\\Album\\01 Intro.mp3' }, [1, 'tail']],
    ['encoded', { path: 'file:///Volumes/x/Other/Album/01%20Intro.mp3' }, [1, 'tail']],
    ['bare name that two have', { path: '01 Intro.mp3' }, null],
    ['the same with its length', { path: '01 Intro.mp3', title: 'Intro', duration: 91 }, [1, 'tail']],
    ['the right path with the wrong length', { path: 'y/x/unique name.ogg', duration: 300 }, null],
    ['another format', { path: 'a/Album/02 Song.mp3', title: 'Artist - Song', duration: 201 }, [2, 'tail']],
    [
      'artist, title and name of the file, whatever its length',
      { path: 'a/02 Song.mp3', title: 'Artist - Song', duration: 3 },
      [2, 'tail']
    ],
    ['no more than the name and another length', { path: 'a/02 Song.mp3', duration: 3 }, null],
    ['artist and title as the name of the file', { path: 'C:\\02 Sömebody - Unique.mp3' }, [3, 'tags']],
    ['the same with another length', { path: 'Artist - Song.mp3', duration: 3 }, null],
    ['tags', { path: 'C:\\1.mp3', title: 'Somebody - unique', duration: 101 }, [3, 'tags']],
    ['tags in two fields', { path: '', artist: 'ARTIST', title: 'song' }, [2, 'tags']],
    ['a title and a length', { path: 'q.mp3', title: 'Song', duration: 199 }, [2, 'tags']],
    ['a title alone', { path: 'q.mp3', title: 'Song' }, null],
    ['nothing', { path: '' }, null],
    ['an address', { path: 'http://example.org/01.mp3' }, null]
  ])('%s', (_, entry, expected) => expect(find(entry)).toEqual(expected))

  it('guesses, the likeliest first', () => {
    const db = scratchDatabase()
    const ids = addTracks(db, '/music', tracks)
    const guesses = new Relinker(db).guesses({ ...noEntry, path: 'C:\\Artist - Song (live).mp3' })
    expect(guesses[0]).toMatchObject({ trackId: ids[2], title: 'Song' })
    expect(guesses[0]!.likeness).toBeGreaterThan(0.4)
  })
})
