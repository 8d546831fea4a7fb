import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { searchesStatements } from '../../../../src-main/core/database/statements/searches.ts'
import { complete } from '../../../../src-main/core/search/complete/complete.ts'
import { SoundExamples } from '../../../../src-main/core/search/complete/sound-examples.ts'
import { Searcher } from '../../../../src-main/core/search/searcher.ts'
import { MadeLibrary } from '../made-library.ts'

let made: MadeLibrary
const phrases = ['female vocals', 'fast drums']
const offered = (text: string, at = text.length): string[] =>
  complete(made.searcher.library.ownWords, phrases, text, at).map(({ kind, insert }) => `${kind}: ${insert}`)
/** What the text becomes with the first of them. */
const first = (text: string, at = text.length): string => {
  const [one] = complete(made.searcher.library.ownWords, phrases, text, at)
  return one === undefined ? text : text.slice(0, one.start) + one.insert + text.slice(one.end)
}

beforeAll(() => {
  made = new MadeLibrary()
  for (let i = 0; i < 3; i++)
    made.add({
      title: `a${i}`,
      artist: 'Massive Attack',
      album: 'Blue Lines',
      genres: ['Trip Hop'],
      year: 1991,
      sounds: ['sad']
    })
  made.add({
    title: 'b',
    artist: 'Björk',
    album: 'Début',
    genres: ['Ambient', 'trip hop'],
    year: 1993,
    duration: 90
  })
  made.add({ title: 'c', artist: 'Kate Bush', genres: ['Art Rock'] })
  made.db.exec(
    `INSERT INTO playlists (id, name, kind, created_at, updated_at) VALUES (1, 'Rainy night', 'list', 0, 0)`
  )
})
afterAll(() => made.close())

describe('ways to go on', () => {
  it('are of an empty box searches that find something here, and what was asked before it', async () => {
    expect(offered('')).toEqual([
      'example: trip hop',
      'example: ambient from the 1990s',
      'example: like Massive Attack',
      'example: songs under 3 minutes'
    ])
    for (const text of complete(made.searcher.library.ownWords, [], '', 0).map(({ insert }) => insert))
      expect(
        (await made.searcher.query({ text, limit: 5, all: false }, async () => undefined)).hits
      ).not.toEqual([])
    const { used, forgetHistory } = searchesStatements(made.db)
    used('slow piano', 1)
    used('night drive', 2)
    expect(offered('').slice(0, 2)).toEqual(['used: night drive', 'used: slow piano'])
    expect(offered('slow')).toContain('used: slow piano')
    forgetHistory()
  })

  it.each([
    ['calm ge', 'calm genre:'],
    ['-ge', '-genre:'],
    ['genre:tr', 'genre:"Trip Hop"'],
    ['genre:"trip', 'genre:"Trip Hop"'],
    ['calm -genre:amb', 'calm -genre:Ambient'],
    ['artist:mass', 'artist:"Massive Attack"'],
    ['like:"massive at', 'like:"Massive Attack"'],
    ['artist:bjo', 'artist:Björk'],
    ['album:blue', 'album:"Blue Lines"'],
    ['is:loss', 'is:lossless'],
    ['key:F#', 'key:F#m'],
    ['year:19', 'year:1950s'],
    ['playlist:rai', 'playlist:"Rainy night"'],
    ['rating:n', 'rating:none'],
    ['dark tri', 'dark trip hop'],
    ['with female v', 'with female vocals'],
    ['calm massive att', 'calm Massive Attack']
  ])('%s becomes %s', (text, becomes) => expect(first(text)).toBe(becomes))

  it('goes on at the caret, and leaves what follows', () => {
    expect(first('ge piano', 2)).toBe('genre: piano')
  })

  it.each([
    'calm ',
    'c',
    '"genre',
    'nothing:x',
    'length:4',
    'genre:zzz',
    'xyzzy',
    '-',
    ':',
    '"',
    '\u0000',
    'a*',
    'artist:"'
  ])('has nothing to say to %j, and fails nothing', text =>
    expect(offered(text).filter(one => !one.startsWith('artist: ') && !one.startsWith('value'))).toEqual([])
  )
})

describe('searches that are kept', () => {
  it('are there once, and history holds the newest only', () => {
    const { save, saved, forget, used, history } = searchesStatements(made.db)
    const id = save('slow piano', 5)
    expect(save('slow piano', 9)).toBe(id)
    expect(saved()).toEqual([{ id, text: 'slow piano', savedAt: 5 }])
    forget(id)
    expect(saved()).toEqual([])
    for (let i = 0; i < 600; i++) used(`search ${i}`, i)
    used('search 599', 1000)
    expect(history(1000)).toHaveLength(500)
    expect(history(1)).toEqual(['search 599'])
  })
})

it('of a library without tags offers what is heard in it, asked once while it stays as large', async () => {
  const bare = new MadeLibrary()
  // By its name alone a track sounds like nothing.
  bare.add({ title: 'harp', sounds: ['sad'] })
  for (let i = 0; i < 40; i++) bare.add({ sounds: [i % 8 === 0 ? 'flute' : i % 2 ? 'drums' : 'rain'] })
  const { library, phrases: vectors } = bare.searcher
  const searcher = new Searcher(library, vectors, new SoundExamples(['harp', 'flute', 'brass']))
  const query = vi.spyOn(searcher, 'query')
  const offers = async (): Promise<string[]> =>
    (await searcher.complete('', 0, async () => undefined)).map(({ insert }) => insert)
  expect(await offers()).toEqual(['flute'])
  expect(await offers()).toEqual(['flute'])
  expect(query).toHaveBeenCalledTimes(3)
  bare.add({ genres: ['Folk'] })
  library.refresh()
  expect(await offers()).not.toContain('flute')
  bare.close()
})
