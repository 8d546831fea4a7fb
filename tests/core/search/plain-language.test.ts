import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { SearchAnswer } from '../../../src-main/contract/entities.ts'
import { MadeLibrary } from './made-library.ts'

let made: MadeLibrary
const ask = (text: string, kept?: string[]): Promise<SearchAnswer> =>
  made.searcher.query({ text, limit: 100, all: true, kept }, async () => undefined)
const titlesOf = async (text: string): Promise<string[]> =>
  (await ask(text)).hits.map(({ id }) => made.titleOf(id))

beforeAll(() => {
  made = new MadeLibrary()
  made.add({ title: 'short drums', sounds: ['drums', 'drums'], duration: 150, year: 1985 })
  made.add({ title: 'long drums', sounds: ['drums', 'drums'], duration: 260, year: 1985 })
  made.add({ title: 'Air', artist: 'Johann Sebastian Bach', sounds: ['harp', 'harp'], duration: 300 })
  made.add({ title: 'Gigue', artist: 'Glenn Gould, J. S. Bach', sounds: ['harp', 'piano'], duration: 90 })
  made.add({ title: 'Bach: Badinerie', artist: 'Ann', sounds: ['flute'] })
  made.add({ title: 'Teardrop', artist: 'Massive Attack', sounds: ['sad', 'vocals'], duration: 330 })
  made.add({ title: 'Teardrop', artist: 'José González', sounds: ['guitar'], duration: 220 })
  made.add({ title: 'Rain', artist: 'The Rain', sounds: ['metal'] })
  made.add({ title: 'Under 3 Minutes', artist: 'Ann', sounds: ['noise'], duration: 400 })
  made.add({ title: 'Not heard', artist: 'Ben', sounds: [] })
  for (const axis of ['piano', 'guitar', 'bell', 'choir', 'synth', 'bass'])
    made.add({ title: axis, artist: 'Bob', sounds: [axis], duration: 200 })
})
afterAll(() => made.close())

describe('plain language', () => {
  it('keeps only tracks that are short enough, and ranks them by the rest', async () => {
    const found = await ask('songs under 3 minutes with drums')
    expect(found.hits.map(({ id }) => made.titleOf(id))).toEqual(['short drums', 'Gigue'])
    expect(found.parts.map(({ kind, text, readAs }) => [kind, text, readAs])).toEqual([
      ['filter', 'under 3 minutes', 'length:<3m'],
      ['sound', 'drums', undefined]
    ])
  })

  it('keeps words as words where it is told so, and in quotes', async () => {
    const { parts, hits } = await ask('drums under 3 minutes', ['Under 3 minutes'])
    expect(parts.map(({ kind }) => kind)).toEqual(['sound'])
    expect(hits.length).toBeGreaterThan(10)
    expect((await ask('drums "under 3 minutes"')).parts.map(({ kind }) => kind)).toEqual(['sound', 'sound'])
  })

  it('leaves what is exactly a title alone', async () => {
    expect((await titlesOf('under 3 minutes'))[0]).toBe('Under 3 Minutes')
  })

  it('only filters where nothing else is said', async () => {
    expect((await titlesOf('songs from the eighties')).sort()).toEqual(['long drums', 'short drums'])
  })

  it('takes an artist for an example, by the name that everybody says, and has those tracks, too', async () => {
    const { parts, hits } = await ask('like Bach')
    expect(parts).toMatchObject([
      { kind: 'like', text: 'like Bach', readAs: 'like:"Bach"', examples: { tracks: 2 } }
    ])
    expect(parts[0]!.examples!.names).toEqual(['Johann Sebastian Bach', 'Glenn Gould, J. S. Bach'])
    expect(
      hits
        .slice(0, 3)
        .map(({ id }) => made.titleOf(id))
        .sort()
    ).toEqual(['Air', 'Bach: Badinerie', 'Gigue'])
  })

  it.each([
    ['sounds like Teardrop', ['Teardrop · Massive Attack', 'Teardrop · José González']],
    ['something like jose gonzalez', ['José González']],
    ['like Teardrop by Massive Attack', ['Teardrop · Massive Attack']],
    ['like massive attack - teardrop', ['Teardrop · Massive Attack']],
    ['in the style of Glenn Gould', ['Glenn Gould, J. S. Bach']]
  ])('%s', async (text, names) => expect((await ask(text)).parts[0]!.examples?.names).toEqual(names))

  it.each(['sounds like rain', 'like nobody at all', 'I like Bach', 'like a piano'])(
    'hears "%s" as a sound',
    async text => expect((await ask(text)).parts.map(({ kind }) => kind)).not.toContain('like')
  )

  it('says where an example was never heard', async () => {
    expect((await ask('like Ben')).parts).toMatchObject([
      { kind: 'wrong', text: 'like Ben', expected: { code: 'analysed-example' } }
    ])
  })

  it('goes away from voices where no voice is asked', async () => {
    const { parts } = await ask('instrumental piano')
    expect(parts).toMatchObject([
      { kind: 'sound', text: 'instrumental', readAs: '-vocals' },
      { kind: 'sound', text: 'piano' }
    ])
  })

  it('answers whatever is typed', async () => {
    for (const text of [
      'under '.repeat(300),
      'like '.repeat(300),
      'from the 80s '.repeat(60),
      'not '.repeat(400)
    ])
      expect((await ask(text)).text).toBe(text)
  })
})
