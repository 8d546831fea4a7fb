import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { SearchAnswer, SearchHit } from '../../../../src-main/contract/entities.ts'
import { axes, MadeLibrary } from '../made-library.ts'

let made: MadeLibrary
const ask = (text: string): Promise<SearchAnswer> =>
  made.searcher.query({ text, limit: 100, all: false }, async () => undefined)
const hitOf = async (text: string, id: number): Promise<SearchHit | undefined> =>
  (await ask(text)).hits.find(hit => hit.id === id)
const first = async (text: string): Promise<number | undefined> => (await ask(text)).hits[0]?.id

/** Tracks whose sound is known, and whose names say nothing. */
beforeEach(() => {
  made = new MadeLibrary()
  axes.forEach((axis, i) => {
    made.add({ title: `a${i}`, artist: 'Ann', sounds: [axis, axis, axis] })
    made.add({ title: `b${i}`, artist: 'Bob', sounds: [axis, `${axis} calm`, axis] })
  })
})
afterEach(() => made.close())

describe('a name', () => {
  it.each([
    ['Silkweaver Song', 'silkweever song'],
    ['Silkweaver Song', 'slow Silkweaver Song with a flute'],
    ['0 8Bit Bonus Track', '8-bit chiptune'],
    ['0 8Bit Bonus Track', '8 bit bonus'],
    ['Silk Weaver', 'silkweaver'],
    ['HellFortressEntrance', 'hell fortress'],
    ['Journey’s End', 'journeys end'],
    ['Nunc Dimittis', 'nunc dimitis'],
    ['Ｐｅｎｇｕｉｎ Party', 'PENGUIN party'],
    ['Straße nach Łódź', 'strasse lodz'],
    ['Rabbit Holes', 'rabbit hole'],
    ['First Love 初恋', 'はつこい 初恋'],
    ['宇多田ヒカル', 'ヒカル'],
    ['Élan Vital', 'elan vit'],
    ['The The', 'the the'],
    ['That', 'that'],
    ['No Surprises', 'no surprises']
  ])('%j is found by %j', async (title, text) => {
    const id = made.add({ title, sounds: ['noise'] })
    expect(await first(text)).toBe(id)
  })

  it('is found by an artist of several, and by both names in any order', async () => {
    const id = made.add({ title: 'Ode', artist: 'Kate Example', sounds: ['noise'] })
    made.add({ title: 'Ode to something else', artist: 'Zoe', sounds: ['noise'] })
    for (const text of ['kate example', 'ode kate example', 'Kate Example - Ode', 'exampel kate']) {
      expect(await first(text), text).toBe(id)
    }
  })

  it('beside an artist tells which track is meant', async () => {
    made.add({ title: 'Airship', artist: 'Jason Example', sounds: ['noise'] })
    const id = made.add({ title: 'Beneath the Rabbit Holes', artist: 'Jason Example', sounds: ['noise'] })
    expect(await first('jason example rabbit remix')).toBe(id)
  })

  it('finds what nobody has heard yet by its genre', async () => {
    const id = made.add({ title: 'z', genres: ['Reggae'] })
    expect(await hitOf('reggae', id)).toMatchObject({ moment: null, named: { fields: ['genre'] } })
  })

  it('stands in the order that a person expects', async () => {
    const some = made.add({ title: 'Interloper', sounds: ['noise'] })
    const several = made.add({ title: 'The quiet interloper returns', sounds: ['noise'] })
    const exact = made.add({ title: 'Quiet Interloper', sounds: ['noise'] })
    const ids = (await ask('quiet interloper')).hits.map(hit => hit.id)
    expect(ids.slice(0, 2)).toEqual([exact, several])
    expect(ids.indexOf(some)).toBeGreaterThan(1)
  })

  it('of a genre is meant where all of it was asked for', async () => {
    const metal = made.add({ title: 'y', sounds: ['metal', 'metal', 'metal'], genres: ['Gothic Metal'] })
    const genre = made.add({ title: 'x', sounds: ['noise'], genres: ['Thrash Metal'] })
    expect(await first('thrash metal')).toBe(genre)
    const score = async (id: number, text: string): Promise<number> => (await hitOf(text, id))!.score
    const chip = made.add({ title: 'z', sounds: ['noise'], genres: ['Chiptune'] })
    const long = made.add({ title: 'w', sounds: ['noise'], genres: ['Chiptune remix'] })
    made.searcher.library.refresh()
    expect(await score(chip, '8-bit chiptune')).toBeGreaterThan(await score(long, '8-bit chiptune'))
    expect(await score(metal, 'thrash metal')).toBeGreaterThan(await score(genre, 'thrash metal'))
  })

  it('of files and folders is found', async () => {
    const id = made.add({ title: 'z', path: '/music/Basement tapes/birch_forest/07.ogg', sounds: ['noise'] })
    expect(await hitOf('birch forest', id)).toMatchObject({ named: { fields: ['file'], misspelt: false } })
  })

  it('lifts what also sounds right, and does not claim to be a sound', async () => {
    const genre = made.add({ title: 'x', sounds: ['rain bass'], genres: ['Ambient'] })
    const without = made.add({ title: 'y', sounds: ['rain bass'] })
    const hits = (await ask('ambient rain')).hits
    const place = (id: number): number => hits.findIndex(hit => hit.id === id)
    expect(place(genre)).toBeLessThan(place(without))
    const noise = made.add({ title: 'Glockenspiel', sounds: ['noise'] })
    made.searcher.library.refresh()
    expect(await hitOf('glockenspiel', noise)).toMatchObject({ band: 'weak', named: { fields: ['title'] } })
  })

  it('says that it is spelt otherwise', async () => {
    const id = made.add({ title: 'Contemplation', sounds: ['noise'] })
    expect(await hitOf('contemplaton', id)).toMatchObject({ named: { fields: ['title'], misspelt: true } })
    expect(await hitOf('contemplation', id)).toMatchObject({ named: { fields: ['title'], misspelt: false } })
  })

  it('is never guessed for a word of music, nor from one of many', async () => {
    made.add({ title: 'Spring', sounds: ['noise'] })
    made.add({ title: 'Last Resort', sounds: ['noise'] })
    expect((await ask('strings')).hits.filter(hit => hit.named)).toEqual([])
    expect((await ask('quarterly tax resord')).hits.filter(hit => hit.named)).toEqual([])
  })

  it('that is denied lifts nothing', async () => {
    const denied = made.add({ title: 'Vocals', sounds: ['piano'] })
    expect((await hitOf('piano without vocals', denied))?.named).toBeNull()
  })

  it('follows what the names are now', async () => {
    const id = made.add({ title: 'Later', sounds: ['noise'] })
    made.searcher.library.refresh()
    expect(await first('later')).toBe(id)
    made.db.prepare(`UPDATE tracks SET title = 'Sooner' WHERE id = ?`).run(id)
    made.searcher.library.refresh()
    expect(await first('soonr')).toBe(id)
    expect((await ask('later')).hits.some(hit => hit.named)).toBe(false)
  })
})

describe('the count', () => {
  it('tells names from sounds, above the line', async () => {
    const both = made.add({ title: 'Choir', sounds: ['choir', 'choir', 'choir'] })
    made.add({ title: 'Choir of noise', sounds: ['noise'] })
    const answer = await ask('choir')
    expect(answer.hits[0]!.id).toBe(both)
    expect(answer.found.byName).toBe(2)
    expect(answer.found.bySound).toBe(answer.cut - 1)
    expect(answer.hits.slice(0, answer.cut).filter(hit => hit.named)).toHaveLength(2)
    expect((await ask('year:1980')).found).toEqual({ byName: 0, bySound: 0 })
  })
})

describe('an unkind question', () => {
  it.each(['"""', ' , | ', '!?', '\u202E\u0000'])(
    '%j finds nothing, and does not list everything',
    async text => {
      expect(await ask(text)).toMatchObject({ hits: [], cut: 0, found: { byName: 0, bySound: 0 } })
    }
  )

  it.each([
    ['"“„"piano” «slow"'.repeat(50)],
    ['\u202Epiano\u202C \u0000\u0007slow\u200B \u2066song\u2069\uFFFE'],
    ['?!.,;:—…()[]{}*^~'],
    ['NEAR(a b) AND OR NOT ^title: * + -"'],
    ['\uD83D \uDC00'],
    ['ka'.repeat(10_000)],
    ['word '.repeat(4000)]
  ])('%j is answered', async text => {
    expect((await ask(text)).text).toBe(text)
  })
})
