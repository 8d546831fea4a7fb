import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Reason } from '#contract/entities.ts'
import { whyText } from '../../../../src-main/words/index.ts'
import { MadeLibrary } from '../made-library.ts'

const pause = async (): Promise<void> => undefined
let made: MadeLibrary

beforeEach(() => {
  made = new MadeLibrary()
  made.add({ title: 'keys', year: 1984, sounds: ['piano', 'piano', 'calm', 'piano', 'piano', 'piano'] })
  made.add({ title: 'singer', year: 1985, sounds: ['piano', 'piano', 'vocals', 'vocals', 'vocals', 'piano'] })
  made.add({ title: 'kit', year: 1999, sounds: Array<string>(6).fill('drums') })
  for (const [i, sound] of 'rain metal synth brass flute harp bell choir'.split(' ').entries())
    made.add({ title: sound, year: 2000 + i, sounds: Array<string>(6).fill(sound) })
})
afterEach(() => made.close())

const hitsOf = async (text: string) =>
  (await made.searcher.query({ text, limit: 20, all: true }, pause)).hits.map(hit => ({
    ...hit,
    title: made.titleOf(hit.id)
  }))
const reasonsOf = async (text: string, title: string): Promise<Reason[]> =>
  (await hitsOf(text)).find(hit => hit.title === title)!.reasons

describe('reasons', () => {
  it('name a negative as one, alone too', async () => {
    const [reason, ...more] = await reasonsOf('-vocals', 'kit')
    expect(reason).toMatchObject({ kind: 'negative', text: 'vocals' })
    expect(reason!.effect).toBeGreaterThan(0)
    expect(reason!.at).toBeUndefined()
    expect(more).toEqual([])
    expect(whyText([reason!])).toBe('without vocals')
  })

  it('say where it is heard all the same', async () => {
    const reasons = await reasonsOf('piano -vocals', 'singer')
    const negative = reasons.find(({ kind }) => kind === 'negative')!
    expect(negative.effect).toBeLessThan(0)
    expect(negative.at).toEqual([{ start: 20, end: 50 }])
    expect(whyText(reasons)).toBe('piano, −vocals')
  })

  it('say of a negative that made no difference that it is kept', async () => {
    const reasons = await reasonsOf('piano -vocals', 'keys')
    expect(reasons.map(({ kind, text }) => [kind, text])).toEqual([
      ['sound', 'piano'],
      ['negative', 'vocals']
    ])
    expect(reasons[1]!.effect).toBe(0)
    expect(whyText(reasons)).toBe('piano, without vocals')
  })

  it('give each part its own words, its own worth and its own places', async () => {
    const reasons = await reasonsOf('piano, calm', 'keys')
    const [piano, calm] = ['piano', 'calm'].map(text => reasons.find(one => one.text === text)!)
    expect(piano!.effect).toBeGreaterThan(calm!.effect)
    expect(calm!.at).toEqual([{ start: 20, end: 30 }])
    expect(await reasonsOf('piano, calm', 'kit')).toEqual(
      expect.arrayContaining([expect.not.objectContaining({ at: expect.anything() })])
    )
  })

  it('name the filters of the alternative that was passed, also where nothing else was asked', async () => {
    const filters = async (text: string, title: string): Promise<string[]> =>
      (await reasonsOf(text, title)).filter(({ kind }) => kind === 'filter').map(one => one.text)
    expect(await filters('piano year:1980..1989 -year:1985', 'keys')).toEqual([
      'year:1980..1989',
      '-year:1985'
    ])
    expect(await filters('piano year:1984 | drums year:1999', 'kit')).toEqual(['year:1999'])
    expect(await filters('year:1984 | year:1999', 'kit')).toEqual(['year:1999'])
    expect(await filters('drums lenght:<3m', 'kit')).toEqual([])
  })
})

describe('heat', () => {
  const heat = (id: number, text: string) => made.searcher.heat({ id, text }, pause)

  it('is on one scale for the library', async () => {
    const [keys, kit] = [await heat(1, 'piano'), await heat(3, 'piano')]
    expect(keys.scale).toEqual(kit.scale)
    expect(keys.scale.high).toBeGreaterThan(keys.scale.low)
    expect(Math.max(...keys.values)).toBeGreaterThan(Math.max(...kit.values))
  })

  it('has no high that chance reaches: what fits nowhere stays pale', async () => {
    const { scale, values } = await heat(1, 'guitar')
    expect(Math.max(...values)).toBeLessThan(scale.high)
  })

  it('names the passages worth jumping to', async () => {
    expect((await heat(1, 'calm')).moments[0]).toMatchObject({ start: 20, end: 30 })
  })
})
