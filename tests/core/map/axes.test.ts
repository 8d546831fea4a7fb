import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { axisEnds } from '#contract/map.ts'
import { axesMap, sharesBefore } from '../../../src-main/core/map/axes.ts'
import { passageOf } from '../../../src-main/core/map/passage.ts'
import { MadeLibrary } from '../search/made-library.ts'

const pause = async (): Promise<void> => undefined

describe('an axis as it is written', () => {
  it.each([
    ['calm … wild', 'calm', 'wild'],
    ['calm...wild', 'calm', 'wild'],
    ['calm .. wild', 'calm', 'wild'],
    ['slow piano - fast drum-and-bass', 'slow piano', 'fast drum-and-bass'],
    ['calm — wild', 'calm', 'wild'],
    ['calm vs wild', 'calm', 'wild'],
    ['calm <-> wild', 'calm', 'wild'],
    ['calm|wild', 'calm', 'wild'],
    ['잔잔한 … 거친', '잔잔한', '거친']
  ])('%s has two ends', (text, low, high) => {
    expect(axisEnds(text)).toEqual({ low, high })
  })

  it('asks for how much where it is one phrase, and for nothing where it is empty', () => {
    expect(axisEnds(' lo-fi beats ')).toEqual({ low: null, high: 'lo-fi beats' })
    expect(axisEnds('calm …')).toEqual({ low: null, high: 'calm' })
    expect(axisEnds('… wild')).toEqual({ low: null, high: 'wild' })
    expect(axisEnds(' … ')).toBeNull()
    expect(axisEnds('')).toBeNull()
  })
})

describe('places by axes', () => {
  let made: MadeLibrary
  beforeEach(() => {
    made = new MadeLibrary()
  })
  afterEach(() => made.close())

  const placed = (x: string, y = '') => {
    const { library, phrases } = made.searcher
    return axesMap(library, phrases, { x, y }, pause)
  }

  it('lie from one end to the other, and as many before each as there are', async () => {
    const wild = made.add({ sounds: ['metal drums'] })
    const calm = made.add({ sounds: ['calm piano'] })
    const both = made.add({ sounds: ['calm metal'] })
    const unheard = made.add({})
    const { ids, x, y, axes, unheard: without } = await placed('calm … metal', 'piano')
    expect([...ids]).toEqual([wild, calm, both])
    expect([...x!].map(one => one.toFixed(2))).toEqual(['0.83', '0.17', '0.50'])
    // How much of it there is: the only piano lies highest.
    expect(y![1]).toBeCloseTo(0.83)
    expect(axes).toMatchObject({ x: { low: { text: 'calm' }, high: { text: 'metal' } }, y: { low: null } })
    expect([...ids]).not.toContain(unheard)
    expect(without).toBe(1)
  })

  it('are none on an axis with an end that is not understood, which is said as of a search', async () => {
    made.add({ sounds: ['piano'] })
    const { phrases } = made.searcher
    phrases.judge = phrase => ({
      trust: phrase === 'asdf' ? 'not-understood' : 'heard',
      signs: [{ code: 'words', known: 0, of: 1 }]
    })
    const { x, y, axes } = await placed('calm … asdf', 'sad … piano')
    expect(x).toBeNull()
    expect(y).not.toBeNull()
    expect(axes.x).toMatchObject({
      low: { trust: 'heard' },
      high: { trust: 'not-understood', signs: [{ code: 'words', known: 0, of: 1 }] }
    })
  })

  it('are those of tracks that are shown', async () => {
    made.add({ sounds: ['piano'] })
    made.db.prepare(`UPDATE folders SET state = 'removed'`).run()
    expect((await placed('piano')).ids).toHaveLength(0)
  })

  it('share the axis evenly, whatever the scores are', () => {
    expect([...sharesBefore(Float32Array.of(9, -100, 0.5, 0.5))]).toEqual([0.875, 0.125, 0.375, 0.625])
  })

  it('lead to the passage that sounds most like the axis, or most like all of the track', async () => {
    const id = made.add({ sounds: ['piano', 'piano', 'piano', 'metal drums', 'piano', 'piano'] })
    const { library, phrases } = made.searcher
    expect(await passageOf(library, phrases, { id, text: 'metal' }, pause)).toBe(30)
    expect(await passageOf(library, phrases, { id, text: '' }, pause)).not.toBe(30)
    expect(await passageOf(library, phrases, { id: 99, text: '' }, pause)).toBe(0)
  })
})
