import { describe, expect, it } from 'vitest'
import { patternFields, usualPatterns } from '../../../../src-main/contract/name-patterns.ts'
import { fieldsOf, parsePattern } from '../../../../src-main/core/tagging/patterns/pattern.ts'
import { renderPattern, type NameFacts } from '../../../../src-main/core/tagging/patterns/render.ts'

const nothing = Object.fromEntries(patternFields.map(field => [field, ''])) as unknown as NameFacts
const song: NameFacts = {
  ...nothing,
  albumartist: 'The Kinks',
  artist: 'Ray & Dave',
  title: 'Sunny / Afternoon?',
  album: 'Face to Face',
  year: '1966-10-28',
  track: '7',
  disc: '1',
  discs: '2',
  name: 'old name',
  folder: 'incoming'
}
const path = (pattern: string, facts: Partial<NameFacts> = {}): string =>
  renderPattern(parsePattern(pattern), { ...song, ...facts })
    .map(name => name ?? '∅')
    .join('/')

describe('what a pattern gives', () => {
  it.each([
    [
      '{albumartist}/{year} {album}/{disc-}{track} {title}',
      'The Kinks/1966 Face to Face/1-07 Sunny _ Afternoon_'
    ],
    ['{ALBUM}', 'Face to Face'],
    ['{composer|key|"Nobody"} {title:cut5}', 'Nobody Sunny'],
    ['{albumartist:sort:first}/{albumartist:sort}', 'K/Kinks, The'],
    ['{track:3}{" of "tracks}', '007'],
    ['{album}{ (year)}', 'Face to Face (1966)'],
    ['{"CD "disc/}{title:upper}', 'CD 1/SUNNY _ AFTERNOON_'],
    ['{{{name:lower}}} {folder}', '{old name} incoming'],
    ['{artist|"a|b:c"}{"-"track"x"}', 'Ray & Dave-07x']
  ])('%s', (pattern, wanted) => expect(path(pattern)).toBe(wanted))

  it('leaves out what says nothing, with the signs around it', () => {
    expect(path('{album}{ (year)}', { year: '' })).toBe('Face to Face')
    expect(path('{"CD "disc/}{title}', { discs: '1' })).toBe('Sunny _ Afternoon_')
    expect(path('{disc-}{track} x', { disc: '', track: '0' })).toBe('x')
    expect(path('{disc-}x', { discs: '' })).toBe('1-x')
    expect(path('{album}/{title}', { album: ' ' })).toBe('∅/Sunny _ Afternoon_')
    expect(path('{year }{album}', { year: 'about 1970?' })).toBe('1970 Face to Face')
  })

  it('has as many digits as an album needs', () => {
    expect(path('{track}', { tracks: '120' })).toBe('007')
    expect(path('{track:1}', { tracks: '120' })).toBe('7')
    expect(path('{track}', { track: '3/12' })).toBe('03')
  })

  it('gives names that are legal everywhere, whatever the values say', () => {
    const title = (value: string): string => path('{title}', { title: value })
    expect(title('../../etc/passwd')).toBe('_.._etc_passwd')
    expect(title('CON')).toBe('_CON')
    expect(title('lpt1.mp3')).toBe('_lpt1.mp3')
    expect(title(' .. ')).toBe('_')
    expect(title('ends with dots... ')).toBe('ends with dots')
    expect(title('a\u202eb\u0007c')).toBe('a_b_c')
    expect(title('e\u0301')).toBe('\u00e9')
    expect(title('broken \ud800 half')).toBe('broken _ half')
    expect(title('<>:"/\\|?*')).toBe('_________')
  })

  it('has a letter for each first one', () => {
    const first = (artist: string): string => path('{artist:first}', { artist })
    expect(['Émilie', 'ångström', '2Pac', '¡Forward', '東京', '…'].map(first)).toEqual([
      'E',
      'A',
      '#',
      'F',
      '東',
      '#'
    ])
  })
})

describe('what is no pattern', () => {
  it.each([
    '',
    ' ',
    '/abs/{title}',
    'C:/{title}',
    '../{title}',
    '{album}/../{title}',
    '{album}/./{title}',
    '{album}//{title}',
    '{album}/',
    'a\\b',
    '{titel}',
    '{title',
    'title}',
    '{title:loud}',
    '{title:0}',
    '{title:cut0}',
    '{track:12}',
    '{}',
    '{""}',
    '{ - }',
    '{|title}',
    '{title|}',
    '{title||album}',
    '{title album}',
    '{title:upper|album}',
    '{"x}',
    '{:2}',
    'x'.repeat(1001)
  ])('%s', pattern => expect(() => parsePattern(pattern)).toThrow(/^This pattern cannot be used/))
})

it('tells which fields it needs, and all usual ones are patterns', () => {
  expect([...fieldsOf(parsePattern('{disc-}{albumartist|artist|"x"} {title}'))]).toEqual([
    'disc',
    'albumartist',
    'artist',
    'title'
  ])
  for (const pattern of usualPatterns) expect(path(pattern)).not.toContain('∅')
})
