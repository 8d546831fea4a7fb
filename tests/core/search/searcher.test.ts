import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { SearchAnswer } from '../../../src-main/contract/entities.ts'
import { axes, MadeLibrary } from './made-library.ts'

let made: MadeLibrary
const pause = async (): Promise<void> => undefined
const ask = (text: string, limit = 100, all = false) => made.searcher.query({ text, limit, all }, pause)

/** Thirty-two tracks, two a sound, and a few that stand for something. */
beforeEach(() => {
  made = new MadeLibrary()
  axes.forEach((axis, i) => {
    made.add({ title: `a${i}`, artist: 'Ann', sounds: [axis, axis, axis], year: 1980 + i })
    made.add({ title: `b${i}`, artist: 'Bob', sounds: [axis, `${axis} calm`, axis], year: 1980 + i })
  })
})
afterEach(() => made.close())

describe('by sound', () => {
  it('puts what sounds like it first, and ends', async () => {
    const answer = await ask('piano')
    expect(
      answer.hits
        .slice(0, 2)
        .map(hit => made.titleOf(hit.id))
        .sort()
    ).toEqual(['a0', 'b0'])
    expect(answer.hits[0]!.band).toBe('strong')
    expect(answer.total).toBe(32)
    expect(answer.cut).toBeGreaterThanOrEqual(2)
    expect(answer.cut).toBeLessThan(8)
    expect(answer.hits[answer.cut]!.band).toBe('weak')
    expect(answer.hits.map(hit => hit.rank)).toEqual(answer.hits.map((_, i) => i + 1))
  })

  it('finds a passage, and says where and why', async () => {
    const id = made.add({
      title: 'mixed',
      sounds: ['bass', 'bass', 'bass', 'flute', 'flute', 'bass', 'bass', 'bass']
    })
    const hit = (await ask('flute')).hits.find(one => one.id === id)!
    expect(hit.moment).toEqual({ start: 30, end: 50 })
    expect(hit.reasons[0]).toMatchObject({ kind: 'sound', text: 'flute' })
    expect(hit.reasons[0]!.effect).toBeGreaterThan(0)
  })

  it('subtracts a negative, written either way', async () => {
    const both = made.add({ title: 'both', sounds: ['piano vocals'] })
    const place = async (text: string): Promise<number> =>
      (await ask(text)).hits.findIndex(hit => hit.id === both)
    const before = await place('piano')
    for (const text of ['piano -vocals', 'piano without vocals']) {
      expect(await place(text)).toBeGreaterThanOrEqual(before)
      const hit = (await ask(text)).hits.find(one => one.id === both)!
      expect(hit.reasons.find(reason => reason.kind === 'negative')!.effect).toBeLessThan(0)
    }
    expect((await made.titles('-piano'))[0]).not.toMatch(/^[ab]0$/)
  })

  it('averages parts and takes the better of alternatives', async () => {
    const both = made.add({ title: 'both', sounds: ['piano rain'] })
    expect((await ask('piano, rain')).hits[0]!.id).toBe(both)
    const either = await made.titles('piano | choir', 5)
    expect(either).toEqual(expect.arrayContaining(['a0', 'b0', 'a8', 'b8']))
  })

  it('lets what is no music sink', async () => {
    const noise = made.add({ title: 'noise', sounds: ['harp', 'harp', 'harp'], music: 0 })
    const hits = (await ask('harp')).hits.map(hit => hit.id)
    expect(hits.indexOf(noise)).toBeGreaterThan(1)
  })

  it('ranks everything when asked for all, past the limit', async () => {
    const answer = await ask('piano', 1, true)
    expect(answer.hits).toHaveLength(32)
    expect((await ask('piano', 1)).hits).toHaveLength(1)
  })

  it('sees what is analysed later, once refreshed, and counts what is not', async () => {
    const id = made.add({ title: 'late' })
    made.searcher.library.refresh()
    expect((await ask('brass')).unanalysed).toBe(1)
    made.analyse(id, ['brass'])
    made.searcher.library.refresh()
    const answer = await ask('brass')
    expect(answer.unanalysed).toBe(0)
    expect(answer.hits.slice(0, 3).map(hit => hit.id)).toContain(id)
    made.analyse(id, ['rain'])
    made.searcher.library.refresh()
    expect((await ask('brass')).hits.slice(0, 3).map(hit => hit.id)).not.toContain(id)
  })
})

describe('by words', () => {
  it('puts what is called so first, heard or not', async () => {
    const named = made.add({ title: 'Metal Heart', artist: 'Cat', sounds: ['flute'] })
    const silent = made.add({ title: 'Metal Heart', artist: 'Dan' })
    const { hits } = await ask('metal heart')
    expect(
      hits
        .slice(0, 2)
        .map(hit => hit.id)
        .sort()
    ).toEqual([named, silent])
    expect(hits.find(hit => hit.id === silent)!.moment).toBeNull()
    expect(hits[0]!.reasons).toContainEqual(expect.objectContaining({ kind: 'words' }))
  })

  it.each(['No Rain', 'Rain', 'Ää', '!!!', 'Ann - Rain', 'artist ann rain'])(
    'finds the title %j',
    async title => {
      const id = made.add({ title, sounds: ['noise'] })
      expect((await ask(title)).hits[0]!.id).toBe(id)
    }
  )

  it('keeps what has all the words above the line, while they are typed', async () => {
    const id = made.add({ title: 'Cloudbusting', artist: 'Kate Bush', sounds: ['noise'] })
    const { hits, cut } = await ask('kate cloudb')
    expect(hits.findIndex(hit => hit.id === id)).toBeLessThan(cut)
  })

  it('names the words that are really there', async () => {
    const wordsOf = (answer: SearchAnswer, id: number): string | undefined =>
      answer.hits.find(hit => hit.id === id)?.reasons.find(reason => reason.kind === 'words')?.text
    const battle = made.add({ title: 'Battle Theme', sounds: ['metal'] })
    const both = made.add({ title: 'Héavy', path: '/music/Battle songs/1.ogg', sounds: ['metal'] })
    const genre = made.add({ title: 'z', genres: ['Heavy Metal'], sounds: ['metal'] })
    const answer = await ask('heavy battle')
    expect(wordsOf(answer, battle)).toBe('battle')
    expect(wordsOf(answer, both)).toBe('heavy battle')
    expect(wordsOf(answer, genre)).toBe('heavy')
  })

  it('lets a written genre help', async () => {
    const plain = made.add({ title: 'x', sounds: ['metal bass'] })
    const tagged = made.add({ title: 'y', sounds: ['metal bass'], genres: ['Heavy Metal'] })
    const ids = (await ask('heavy metal')).hits.map(hit => hit.id)
    expect(ids.indexOf(tagged)).toBeLessThan(ids.indexOf(plain))
  })
})

describe('filters, seeds and the rest', () => {
  it('only answers what passes', async () => {
    const answer = await ask('piano year:1983..1984')
    expect(answer.total).toBe(4)
    expect(answer.hits.map(hit => made.titleOf(hit.id)).sort()).toEqual(['a3', 'a4', 'b3', 'b4'])
  })

  it('lists by artist when nothing but filters is asked', async () => {
    const answer = await ask('year:1983..1984')
    expect(answer.hits.map(hit => made.titleOf(hit.id))).toEqual(['a3', 'a4', 'b3', 'b4'])
    expect(answer.cut).toBe(4)
    expect((await ask('')).hits).toHaveLength(32)
  })

  it('answers as if a wrong part were not there', async () => {
    const answer = await ask('piano year:abc')
    expect(answer.parts[1]).toMatchObject({ kind: 'wrong' })
    expect(made.titleOf(answer.hits[0]!.id)).toMatch(/^[ab]0$/)
  })

  it.each(['lenght:<3m', 'lenght:<3m yeer:1980', 'playlist:Gone', '-gerne:rock'])(
    'lists nothing for %j, of which nothing could be read',
    async text => {
      expect(await ask(text)).toMatchObject({ hits: [], cut: 0, total: 0, unanalysed: 0 })
      expect((await made.searcher.moments({ text, limit: 9 }, pause)).moments).toEqual([])
      expect((await ask(`${text} | year:1983`)).hits).toHaveLength(2)
    }
  )

  it('finds what is like a track, without the track', async () => {
    expect((await made.titles('like:"a5"', 1))[0]).toBe('b5')
    const { hits } = await made.searcher.similar({ ids: [11], paths: [], text: '', limit: 3 }, pause)
    expect(made.titleOf(hits[0]!.id)).toBe('b5')
    expect(hits.map(hit => hit.id)).not.toContain(11)
    const byPath = await made.searcher.similar(
      { ids: [], paths: ['/music/folder/11.ogg'], text: '-calm', limit: 1 },
      pause
    )
    expect(made.titleOf(byPath.hits[0]!.id)).toBe('b5')
  })

  it('says what a seed lacks, and that a file is unknown', async () => {
    expect((await ask('like:"nothing here"')).parts[0]).toMatchObject({ kind: 'wrong' })
    await expect(
      made.searcher.similar({ ids: [], paths: ['/nowhere.ogg'], text: '', limit: 1 }, pause)
    ).rejects.toMatchObject({ code: 'not-found' })
  })

  it('draws the heat of a track', async () => {
    const id = made.add({ title: 'two halves', sounds: ['bass', 'bass', 'harp', 'harp'] })
    const { starts, values } = await made.searcher.heat({ id, text: 'harp' }, pause)
    expect([...starts]).toEqual([0, 10, 20, 30])
    expect(Math.min(values[2]!, values[3]!)).toBeGreaterThan(Math.max(values[0]!, values[1]!))
    made.searcher.phrases.judge = phrase => ({
      trust: phrase === 'harp' ? 'not-understood' : 'heard',
      signs: []
    })
    const unknown = await made.searcher.heat({ id, text: 'harp' }, pause)
    expect([...unknown.values].every(value => value === 0)).toBe(true)
    made.searcher.phrases.judge = null
    await expect(made.searcher.heat({ id: 999, text: 'harp' }, pause)).rejects.toMatchObject({
      code: 'not-found'
    })
  })

  it('stops at a pause when nobody waits any more', async () => {
    const stop = async (): Promise<void> => {
      throw new Error('stop')
    }
    await expect(made.searcher.query({ text: 'piano', limit: 1, all: false }, stop)).rejects.toThrow('stop')
  })

  it('works in an empty library', async () => {
    const none = new MadeLibrary()
    expect(await none.titles('piano')).toEqual([])
    none.close()
  })
})
