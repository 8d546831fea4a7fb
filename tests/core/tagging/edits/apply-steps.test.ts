import { describe, expect, it } from 'vitest'
import { sameFieldKey, type FileField } from '#contract/change-fields.ts'
import { stepSchema } from '#contract/edits.ts'
import {
  applySteps,
  type EditedValues,
  type TrackStep
} from '../../../../src-main/core/tagging/edits/apply-steps.ts'

type Values = Partial<Record<FileField, readonly string[]>>

const entries = (values: Values): [FileField, readonly string[]][] =>
  Object.entries(values) as [FileField, readonly string[]][]
const valuesOf = (values: Values): EditedValues =>
  new Map(entries(values).map(([field, all]) => [sameFieldKey(field), { field, values: all }]))

const path = '/music/Nina Simone/Pastel Blues/03 Trouble in Mind.flac'
function after(steps: object[], values: Values, at = path): Values {
  const taken = steps.map(step => stepSchema.parse(step) as TrackStep)
  return Object.fromEntries(
    [...applySteps(taken, valuesOf(values), at).values()].map(one => [one.field, one.values])
  )
}

it('sets, adds and takes away values, one step after the other', () => {
  const steps = [
    { do: 'set', field: 'title', values: ['New'] },
    { do: 'add', field: 'genre', values: ['Jazz', 'Rock'] },
    { do: 'remove', field: 'genre', values: ['Pop'] },
    { do: 'set', field: 'comment', values: [] }
  ]
  expect(after(steps, { title: ['Old'], genre: ['Pop', 'Rock'], comment: ['mine'] })).toEqual({
    title: ['New'],
    genre: ['Rock', 'Jazz'],
    comment: []
  })
})

it('knows a field of a free name whatever its capitals, and keeps its spelling', () => {
  const steps = [{ do: 'add', field: 'custom:label', values: ['Two'] }]
  expect(after(steps, { 'custom:Label': ['One'] })).toEqual({ 'custom:Label': ['One', 'Two'] })
})

it('parts and joins values, swaps and copies fields, cleans spaces', () => {
  expect(
    after([{ do: 'split', fields: ['genre'], at: ';' }], { genre: ['Jazz; Soul;;Jazz', 'R&B/Soul'] })
  ).toEqual({ genre: ['Jazz', 'Soul', 'R&B/Soul'] })
  expect(after([{ do: 'join', fields: ['artist'], with: ' & ' }], { artist: ['A', 'B'] })).toEqual({
    artist: ['A & B']
  })
  expect(after([{ do: 'swap', a: 'title', b: 'artist' }], { title: ['T'], artist: ['A'] })).toEqual({
    title: ['A'],
    artist: ['T']
  })
  expect(after([{ do: 'copy', from: 'artist', to: 'albumArtist' }], { artist: ['A', 'B'] })).toEqual({
    artist: ['A', 'B'],
    albumArtist: ['A', 'B']
  })
  expect(
    after([{ do: 'clean', fields: ['title', 'comment'] }], {
      title: ['  Two\u00a0\u00a0  words\u200b '],
      comment: ['one  two \r\n\r\n\r\n three ']
    })
  ).toEqual({ title: ['Two words'], comment: ['one two\n\nthree'] })
})

it('leaves what a step does not touch as odd as it is', () => {
  const odd = [' a ', 'b']
  expect(after([{ do: 'replace', fields: ['genre'], find: 'x', with: 'y' }], { genre: odd })).toEqual({
    genre: odd
  })
})

describe('find and replace', () => {
  const replaced = (text: string, how: object): readonly string[] | undefined =>
    after([{ do: 'replace', fields: ['title'], with: '', ...how }], { title: [text] }).title

  it('takes plain text as it is, signs of expressions and dollars too', () => {
    expect(replaced('a.b (live) A.B', { find: 'a.b', with: '$1' })).toEqual(['$1 (live) $1'])
    expect(replaced('a.b A.B', { find: 'a.b', with: 'x', matchCase: true })).toEqual(['x A.B'])
    expect(replaced('art artist größe groß', { find: 'groß', with: 'x', whole: true })).toEqual([
      'art artist größe x'
    ])
  })

  it('takes expressions with groups, and drops what comes out empty', () => {
    expect(
      replaced('Song (feat. X)', { find: String.raw`\s*\(feat\. (.+?)\)$`, with: ' / $1', regex: true })
    ).toEqual(['Song / X'])
    expect(replaced('Song', { find: '^.*$', regex: true })).toEqual([])
  })

  it('stops an expression that never ends, and names it', () => {
    const endless = { find: '(a+)+$', regex: true }
    expect(() => replaced(`${'a'.repeat(50)}b`, endless)).toThrow('"(a+)+$" takes far too long')
  })
})

describe('fields out of names', () => {
  const read = (pattern: string, at = path): Values => after([{ do: 'fromName', pattern }], {}, at)

  it.each<[string, string | undefined, Values]>([
    ['{track} {title}', undefined, { trackNumber: ['3'], title: ['Trouble in Mind'] }],
    [
      '{albumartist}/{album}/{track} {title}',
      undefined,
      {
        albumArtist: ['Nina Simone'],
        album: ['Pastel Blues'],
        trackNumber: ['3'],
        title: ['Trouble in Mind']
      }
    ],
    [
      '{albumartist|artist|"Unknown artist"}/{year }{album}/{disc-}{track }{title}',
      '/m/Unknown artist/1965 Pastel Blues/2-07 Sinnerman.mp3',
      { year: ['1965'], album: ['Pastel Blues'], discNumber: ['2'], trackNumber: ['7'], title: ['Sinnerman'] }
    ],
    ['{disc-}{track }{title}', '/m/Sinnerman.mp3', { title: ['Sinnerman'] }],
    [
      '{track} - {artist} - {title}',
      '/m/01_-_Nina_Simone_-_Sinnerman.ogg',
      {
        trackNumber: ['1'],
        artist: ['Nina Simone'],
        title: ['Sinnerman']
      }
    ],
    ['{track} of {tracks} {title}', '/m/1 of 12 Go.mp3', { trackNumber: ['1/12'], title: ['Go'] }],
    [
      '{artist:sort:first}/{artist:sort}/{title}',
      '/m/B/Beatles, The/Help!.mp3',
      { artist: ['The Beatles'], title: ['Help!'] }
    ],
    ['{track}. {title}', undefined, {}]
  ])('%s reads %s', (pattern, at, values) => {
    expect(read(pattern, at)).toEqual(values)
  })

  it('stops a pattern that never ends', () => {
    const slots = '{artist}{title}{album}{genre}{key}{albumartist}'
    expect(() => read(`${slots} - {track}`, `/m/${'a - '.repeat(60)}.mp3`)).toThrow('takes far too long')
  })
})
