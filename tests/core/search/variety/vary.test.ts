import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { alikeInOutline } from '../../../../src-main/core/search/variety/envelopes.ts'
import { MadeLibrary } from '../made-library.ts'

const pause = async (): Promise<void> => undefined
let made: MadeLibrary
beforeEach(() => (made = new MadeLibrary()))
afterEach(() => made.close())

/** A made outline of a minute: four values a second. `from`: seconds cut off its beginning. */
const outline = (seed: number, { from = 0, seconds = 60, loud = 1 } = {}): number[] =>
  Array.from({ length: seconds * 4 }, (_, i) => {
    const at = i / 4 + from
    return Math.round(
      loud * (110 + 60 * Math.sin(at * (0.4 + seed / 9)) + 40 * Math.sin(at * seed * 1.3 + seed))
    )
  })
const six = (sound: string): string[] => Array<string>(6).fill(sound)

const ask = async (text: string, limits: object = {}, all = false) => {
  const { hits, cut, left } = await made.searcher.query({ text, limit: 50, all, ...limits }, pause)
  const titles = hits.map(({ id, versions }) => [made.titleOf(id), ...versions.map(one => made.titleOf(one))])
  return { titles, cut, left }
}
const others = (): void => {
  for (const sound of 'drums rain metal synth brass flute bell choir'.split(' '))
    made.add({ title: sound, sounds: six(sound), duration: 60, waveform: outline(sound.length) })
}

describe('outlines', () => {
  const of = (seed: number, how: { from?: number; seconds?: number; loud?: number } = {}) => ({
    waveform: Uint8Array.from(outline(seed, how)),
    duration: how.seconds ?? 60
  })
  it('are alike for one recording, trimmed or at another volume, and not for another', () => {
    expect(alikeInOutline(of(1), of(1, { loud: 0.5 }))).toBeGreaterThan(0.98)
    expect(alikeInOutline(of(1), of(1, { from: 3, seconds: 57 }))).toBeGreaterThan(0.98)
    expect(alikeInOutline(of(1), of(4))).toBeLessThan(0.7)
  })
  it('say nothing of what is even, or too short', () => {
    const even = (duration: number) => ({ waveform: new Uint8Array(800).fill(200), duration })
    expect(alikeInOutline(even(60), even(60))).toBe(0)
    expect(alikeInOutline(even(5), even(5))).toBe(-1)
  })
})

describe('one recording', () => {
  beforeEach(() => {
    others()
    const piano = { sounds: six('piano'), duration: 60 }
    made.add({ ...piano, title: 'song', artist: 'a', waveform: outline(1) })
    made.add({ ...piano, title: 'song (128k)', artist: '', duration: 58, waveform: outline(1, { from: 1 }) })
    made.add({ ...piano, title: 'loud', artist: 'b', waveform: outline(1, { loud: 0.6 }) })
    made.add({ ...piano, title: 'another', artist: 'a', waveform: outline(4) })
    made.add({ ...piano, title: 'song', artist: 'c', waveform: outline(5) })
    made.add({ ...piano, title: 'long', artist: 'a', duration: 90, waveform: outline(1) })
  })

  it('is folded by sound, length and outline, whatever it is called, and never by its name alone', async () => {
    const { titles, cut, left } = await ask('piano')
    expect(titles.slice(0, cut)).toEqual([['song', 'song (128k)', 'loud'], ['another'], ['song'], ['long']])
    expect(left).toEqual({ versions: 2, artists: 0 })
  })

  it('is there as often as there are files where that is asked, or everything is', async () => {
    expect((await ask('piano', { foldDuplicates: false })).cut).toBe(6)
    const { titles } = await ask('piano', {}, true)
    expect(titles).toHaveLength(14)
    expect(titles.every(one => one.length === 1)).toBe(true)
  })

  it('is told by names and length where the loudness goes another way, as in a remaster', async () => {
    made.add({
      ...{ title: 'another (2011 Remaster)', artist: 'A', sounds: six('piano'), duration: 61 },
      waveform: outline(9)
    })
    made.searcher.library.refresh()
    expect((await ask('piano')).titles).toContainEqual(['another', 'another (2011 Remaster)'])
  })

  it('is told of files that were not heard by names and nearly the same length', async () => {
    for (const [seconds, album] of [
      [200, 'one'],
      [201, 'two'],
      [230, 'live']
    ] as const)
      made.add({ title: 'unheard', artist: 'd', album, duration: seconds })
    const { titles, cut } = await ask('unheard')
    expect(titles.slice(0, cut).map(one => one.length)).toEqual([2, 1])
  })
})

describe('variety', () => {
  beforeEach(() => {
    others()
    for (let i = 0; i < 4; i++)
      made.add({ title: `same ${i}`, artist: 'one', sounds: six('piano'), duration: 60 + 20 * i })
    for (const [i, more] of ['harp', 'bass', 'calm'].entries())
      made.add({ title: more, artist: `other ${i}`, sounds: six(`piano piano ${more}`), duration: 60 })
  })

  it('leaves out what an artist has too many of, and says how many', async () => {
    const { titles, cut, left } = await ask('piano', { artistCap: 1 })
    expect(titles.slice(0, cut).filter(([title]) => title!.startsWith('same'))).toHaveLength(1)
    expect(left.artists).toBe(3)
  })

  it('keeps what is called so, however many there are', async () => {
    const { titles } = await ask('one', { artistCap: 1 })
    expect(titles.filter(([title]) => title!.startsWith('same'))).toHaveLength(4)
  })

  it('brings what differs forward, the more the dial says so; what stands above the line stays there', async () => {
    const [best, varied] = [await ask('piano'), await ask('piano', { diversity: 0.9 })]
    expect(best.titles.slice(0, 4).every(([title]) => title!.startsWith('same'))).toBe(true)
    expect(varied.titles[0]).toEqual(best.titles[0])
    expect(varied.titles.slice(0, 4).every(([title]) => title!.startsWith('same'))).toBe(false)
    expect(varied.cut).toBe(best.cut)
    const above = ({ titles, cut }: typeof best) => titles.slice(0, cut).flat().sort()
    expect(above(varied)).toEqual(above(best))
  })

  it('holds for what is like a track as well', async () => {
    const { hits } = await made.searcher.similar(
      { ids: [9], paths: [], text: '', limit: 20, artistCap: 1 },
      pause
    )
    const artists = hits.map(({ id }) => made.titleOf(id)).filter(title => title.startsWith('same'))
    expect(artists.length).toBeLessThanOrEqual(1)
  })
})
