import { describe, expect, it } from 'vitest'
import { usualExport as usual } from '#contract/playlists.ts'
import type { SmartRules } from '#contract/rules.ts'
import { NamesInUse, safeName } from '../../../../src-main/core/files/safe-name.ts'
import { writePlaylist } from '../../../../src-main/core/playlists/files/write.ts'
import { oddPaths, track } from './samples.ts'
import { xspfFaults } from './strict-xspf.ts'

describe('XSPF', () => {
  const tracks = oddPaths.map(path =>
    track(path, { album: ']]> \u0000 \ud800', reason: '<because> & "so"', title: `${path}\u001b` })
  )
  it.each([
    ['relative', usual],
    ['absolute', { ...usual, paths: { kind: 'absolute' } as const }],
    [
      'for Windows',
      {
        ...usual,
        slashes: '\\' as const,
        paths: { kind: 'mapped', from: '/music', to: 'C:\\My Music' } as const
      }
    ],
    ['on a server', { ...usual, paths: { kind: 'mapped', from: '/', to: 'smb://nas/my music' } as const }]
  ])('is valid, %s, whatever the names', (_, options) => {
    const { text, bytes } = writePlaylist(
      { name: '<&>\u0007', tracks, rules: null },
      'xspf',
      options,
      '/music/a'
    )
    expect(xspfFaults(text)).toEqual([])
    expect(bytes.toString('utf8')).toBe(text)
  })

  it('the validator finds faults', () => {
    const { text } = writePlaylist({ name: 'x', tracks, rules: null }, 'xspf', usual, '/music')
    const wrongs = [
      text.replace('version="1"', 'version="2"'),
      text.replace('http://xspf.org/ns/0/', 'http://example.org/'),
      text.replace('<location>', '<location>a b'),
      text.replace('<creator>Earshot</creator>', '<made-by>x</made-by>'),
      text.replace('</trackList>', '</trackList><trackList></trackList>'),
      text.replace(/<duration>\d+/, '<duration>1.5'),
      text.replace('<trackList>', '<trackList>text')
    ]
    for (const wrong of wrongs) expect(xspfFaults(wrong)).not.toEqual([])
  })
})

it('M3U and PLS hold one entry a line, whatever the titles', () => {
  const tracks = [track('/music/a.mp3', { title: 'two\r\nlines\u2028three', artist: '#EXTINF' })]
  const m3u = writePlaylist({ name: 'a\nb', tracks, rules: null }, 'm3u8', usual, '/music').text
  expect(m3u).toBe('#EXTM3U\n#PLAYLIST:a b\n#EXTINF:123,#EXTINF - two lines three\na.mp3\n')
  const pls = writePlaylist({ name: 'x', tracks, rules: null }, 'pls', usual, '/music').text
  expect(pls.split('\n')).toEqual([
    '[playlist]',
    'File1=a.mp3',
    'Title1=#EXTINF - two lines three',
    'Length1=123',
    'NumberOfEntries=1',
    'Version=2',
    ''
  ])
})

it('a mark and line ends as asked', () => {
  const tracks = [track('/music/a.mp3')]
  const options = { ...usual, extinf: false, bom: true, lineEnds: 'crlf' as const }
  const { bytes } = writePlaylist({ name: 'x', tracks, rules: null }, 'm3u8', options, '/music')
  expect([...bytes]).toEqual([0xef, 0xbb, 0xbf, ...Buffer.from('a.mp3\r\n')])
})

describe('.nsp', () => {
  const base: SmartRules = {
    match: { all: [] },
    sort: { by: 'artist', descending: false },
    limit: null,
    seed: 0
  }
  const write = (rules: SmartRules) => {
    const { text, losses } = writePlaylist({ name: 'Smart', tracks: [], rules }, 'nsp', usual, null)
    return { document: JSON.parse(text) as Record<string, unknown>, losses }
  }

  it('says what Navidrome can', () => {
    const { document, losses } = write({
      match: {
        all: [
          { any: [{ field: 'genre', op: 'is', value: 'Jazz' }] },
          {
            none: [
              { field: 'title', op: 'contains', value: 'live' },
              { any: [{ field: 'artist', op: 'is', value: 'X' }] }
            ]
          },
          { field: 'year', op: 'between', value: [1980, 1989] },
          { field: 'added', op: 'inLast', value: 30 },
          { field: 'played', op: 'before', value: Date.UTC(2024, 0, 31) },
          { field: 'rating', op: 'above', value: 60 }
        ]
      },
      sort: { by: 'random', descending: false },
      limit: { by: 'tracks', value: 50 },
      seed: 0
    })
    expect(losses).toEqual([])
    expect(document).toEqual({
      name: 'Smart',
      comment: 'Made with Earshot',
      all: [
        { any: [{ is: { genre: 'Jazz' } }] },
        { all: [{ notContains: { title: 'live' } }, { all: [{ isNot: { artist: 'X' } }] }] },
        { inTheRange: { year: [1980, 1989] } },
        { inTheLast: { dateadded: 30 } },
        { before: { lastplayed: '2024-01-31' } },
        { gt: { rating: 3 } }
      ],
      sort: 'random',
      order: 'asc',
      limit: 50
    })
  })

  it('and what it cannot', () => {
    const { document, losses } = write({
      ...base,
      match: {
        all: [
          { field: 'sound', op: 'is', value: 'rainy night' },
          { none: [{ field: 'year', op: 'above', value: 1990 }] },
          { field: 'measuredBpm', op: 'above', value: 120 }
        ]
      },
      sort: { by: 'sound', descending: true },
      limit: { by: 'minutes', value: 60 }
    })
    expect(document).toEqual({ name: 'Smart', comment: 'Made with Earshot', all: [] })
    expect(losses).toEqual([
      { code: 'rule', rule: { field: 'sound', op: 'is', value: 'rainy night' }, negated: false },
      { code: 'rule', rule: { field: 'year', op: 'above', value: 1990 }, negated: true },
      { code: 'rule', rule: { field: 'measuredBpm', op: 'above', value: 120 }, negated: false },
      { code: 'sort', by: 'sound' },
      { code: 'limit', by: 'minutes' }
    ])
  })

  it('has no empty groups, which would let nothing through', () => {
    const sound = { field: 'sound', op: 'is', value: 'rain' } as const
    const year = { field: 'year', op: 'above', value: 1990 } as const
    for (const [match, written] of [
      [{ all: [year, { any: [sound] }, { none: [{ all: [] }] }] }, { all: [{ gt: { year: 1990 } }] }],
      [{ any: [sound, { all: [sound] }] }, { all: [] }]
    ] as const) {
      const { document, losses } = write({ ...base, match: match as unknown as SmartRules['match'] })
      expect(document).toMatchObject(written)
      expect(document).not.toHaveProperty('any')
      expect(losses).toEqual([{ code: 'rule', rule: sound, negated: false }])
    }
  })

  it('is not for lists', () => {
    expect(() => writePlaylist({ name: 'x', tracks: [], rules: null }, 'nsp', usual, null)).toThrow(
      /is a list/
    )
  })
})

describe('names of files', () => {
  it.each([
    ['../../etc/passwd', '_.._etc_passwd.m3u8'],
    ['..', '_.m3u8'],
    ['', '_.m3u8'],
    ['.hidden', 'hidden.m3u8'],
    ['a/b\\c:d*e?f"g<h>i|j', 'a_b_c_d_e_f_g_h_i_j.m3u8'],
    ['CON', '_CON.m3u8'],
    ['com1.x', '_com1.x.m3u8'],
    ['Connie', 'Connie.m3u8'],
    ['nul\u0000\u001b[31m', 'nul__[31m.m3u8'],
    ['caf\udce9', 'caf_.m3u8'],
    ['dots and spaces . .', 'dots and spaces.m3u8'],
    ['e\u0301', 'é.m3u8'],
    ['\u202egnp.exe', '_gnp.exe.m3u8']
  ])('%j', (name, safe) => expect(safeName(name, '.m3u8')).toBe(safe))

  it('are not too long, and whole letters', () => {
    const name = safeName('🎵'.repeat(100), '.m3u8')
    expect(Buffer.byteLength(name)).toBeLessThanOrEqual(200)
    expect(name.isWellFormed()).toBe(true)
  })

  it('are given once, where A and a are one', () => {
    const names = new NamesInUse()
    expect(['A.m3u', 'a.m3u', 'A.m3u', 'A (2).m3u'].map(name => names.take(name))).toEqual([
      'A.m3u',
      'a (2).m3u',
      'A (3).m3u',
      'A (2) (2).m3u'
    ])
  })
})
