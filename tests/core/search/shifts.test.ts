import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { SearchAnswer } from '../../../src-main/contract/entities.ts'
import { MadeLibrary } from './made-library.ts'

/** "More like this, but calmer": what is wanted differs from an example. */

let made: MadeLibrary
let vortex: number
const ask = (text: string): Promise<SearchAnswer> =>
  made.searcher.query({ text, limit: 100, all: true }, async () => undefined)
const titlesOf = (answer: SearchAnswer): string[] => answer.hits.map(({ id }) => made.titleOf(id))
const readings = async (text: string): Promise<unknown[]> =>
  (await ask(text)).parts.map(({ kind, text, readAs }) => [kind, text, readAs])

beforeAll(() => {
  made = new MadeLibrary()
  const of = (
    title: string,
    sounds: string[],
    bpm: number | null,
    loudness: number,
    year: number | null = 2000
  ): number =>
    made.add({
      title,
      artist: 'Ann',
      sounds,
      bpm,
      year,
      duration: 200,
      measured: { loudness }
    })
  vortex = of('Vortex', ['piano', 'piano metal'], 120, -9)
  of('Still', ['piano calm', 'piano calm'], 80, -20, 1990)
  of('Sprint', ['piano metal', 'piano metal'], 160, -8)
  of('Untimed', ['piano', 'piano drums'], null, -12, null)
  of('120', ['noise'], 100, -12)
  of('5', ['noise'], 100, -12)
  for (const axis of ['guitar', 'bell', 'choir', 'synth', 'bass', 'harp', 'flute', 'noise', 'rain'])
    made.add({
      title: axis,
      artist: 'Bob',
      sounds: [axis],
      bpm: 100,
      duration: 200,
      measured: { loudness: -15 }
    })
})
afterAll(() => made.close())

describe('but calmer', () => {
  it('goes from the example towards a sound and away from its opposite; the example itself is no answer', async () => {
    const answer = await ask('like:"Vortex" but a bit calmer')
    expect(answer.parts).toMatchObject([
      { kind: 'like', text: 'like:"Vortex"' },
      { kind: 'sound', text: 'but a bit calmer', readAs: 'calm -energetic' }
    ])
    expect(titlesOf(answer)[0]).toBe('Still')
    expect(titlesOf(answer)).not.toContain('Vortex')
    expect(titlesOf(await ask('like Vortex but calmer'))).toEqual(titlesOf(answer))
  })

  it.each([
    ['like:"Vortex" but slower', 'but slower', 'bpm:<115'],
    ['like Vortex, only faster', 'only faster', 'bpm:>125'],
    ['something quieter than Vortex', 'quieter', 'loudness:<-10.0'],
    ['like Vortex but louder', 'but louder', 'loudness:>-8.0'],
    ['like Vortex but shorter', 'but shorter', 'length:<3m'],
    ['older music like Vortex', 'older', 'year:<2000']
  ])('%s is a filter by what is known of the example', async (text, words, readAs) => {
    expect(await readings(text)).toContainEqual(['filter', words, readAs])
  })

  it('keeps only what is slower', async () => {
    expect(titlesOf(await ask('like:"Vortex" but slower'))[0]).toBe('Still')
    expect(titlesOf(await ask('like:"Vortex" but slower'))).not.toContain('Sprint')
    expect(titlesOf(await ask('like:"Vortex" but faster'))).toEqual(['Sprint'])
  })

  it('listens for it where nothing is known of the example', async () => {
    expect(await readings('like:"Untimed" but slower')).toContainEqual(['sound', 'but slower', 'slow -fast'])
  })

  it.each([
    ['faster than 120', 'bpm:>120'],
    ['piano longer than 5 minutes', 'length:>5m'],
    ['like:"Vortex" slower than 120', 'bpm:<120']
  ])('%s is a number, whatever is called so', async (text, readAs) => {
    const { parts } = await ask(text)
    expect(parts.map(part => part.readAs).filter(Boolean)).toEqual([readAs])
  })

  it('says so where neither a number nor a sound tells it', async () => {
    const { parts } = await ask('like:"Untimed" but newer')
    expect(parts).toMatchObject([
      { kind: 'like' },
      { kind: 'wrong', text: 'but newer', expected: { code: 'measured-example', of: 'year' } }
    ])
  })

  it('goes by what is more or less of a sound', async () => {
    expect(await readings('like:"Vortex" but with more drums and less noise')).toEqual([
      ['like', 'like:"Vortex"', undefined],
      ['sound', 'but with more drums', 'drums'],
      ['sound', 'and less noise', '-noise']
    ])
  })

  it('bends examples that are given beside the words', async () => {
    const { parts, hits } = await made.searcher.similar(
      { ids: [vortex], paths: [], text: 'but calmer', limit: 5 },
      async () => undefined
    )
    expect(parts).toMatchObject([{ readAs: 'calm -energetic' }])
    expect(made.titleOf(hits[0]!.id)).toBe('Still')
  })

  it.each([
    'calmer',
    'piano but calmer',
    'like:"Vortex" faster than 120',
    'more songs like Vortex',
    'like:"Vortex" more than 3 minutes'
  ])('reads nothing of it in "%s"', async text => {
    const shifted = (await ask(text)).parts.filter(({ kind, readAs }) => kind === 'sound' && readAs)
    expect(shifted).toEqual([])
  })
})
