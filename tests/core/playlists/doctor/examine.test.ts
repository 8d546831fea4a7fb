import { afterAll, beforeAll, expect, it } from 'vitest'
import { examine, readEntries } from '../../../../src-main/core/playlists/doctor/examine.ts'
import { Studio } from '../../../../src-main/core/playlists/flow/studio.ts'
import { MadeLibrary } from '../../search/made-library.ts'

const pause = async (): Promise<void> => undefined
let library: MadeLibrary
let studio: Studio
let ids: number[]

beforeAll(() => {
  library = new MadeLibrary()
  const sounds = ['piano', 'piano calm', 'piano sad', 'piano harp', 'piano calm sad', 'piano harp calm']
  ids = sounds.map(sound => library.add({ title: sound, sounds: [sound, sound] }))
  ids.push(library.add({ title: 'loud one', sounds: ['metal drums'] }))
  for (let i = 0; i < 20; i++) library.add({ sounds: [i % 2 ? 'rain' : 'brass bell'] })
  library.add({ title: 'bridge', sounds: ['piano metal drums calm'] })
  studio = new Studio(library.searcher)
})
afterAll(() => library.close())

const entriesOf = (order: number[]) =>
  order.map(i => ({ entryId: 100 + i, trackId: ids[i]!, locked: false, onlyNear: false }))

it('marks what does not belong, with a reason', async () => {
  const report = await examine(await studio.session(), 1, entriesOf([0, 1, 2, 3, 4, 5, 6]), pause)
  expect(report.outliers.map(one => one.entryId)).toEqual([106])
  expect(report.outliers[0]!.reason).toEqual({ more: [], less: [], energy: 'more' })
  expect(report.sound).toEqual({ energy: 'between', heard: [], bpm: null, years: null })
})

it('proposes a smoother order of all its places, and leaves locked ones', async () => {
  const entries = entriesOf([0, 6, 1, 3, 2, 4, 5])
  entries[1]!.locked = true
  const { order } = await examine(await studio.session(), 1, entries, pause)
  expect([...order!.entryIds].sort()).toEqual([100, 101, 102, 103, 104, 105, 106])
  expect(order!.entryIds[1]).toBe(106)
  expect(order!.after).toBeLessThan(order!.before)
})

it('looks only at what can be heard, and says so', async () => {
  const entries = [...entriesOf([0, 1]), { entryId: 9, trackId: null, locked: false, onlyNear: true }]
  const report = await examine(await studio.session(), 1, entries, pause)
  expect(report.order).toBeNull()
  expect(report.notes).toEqual([{ code: 'not-listened', entries: 1 }])
  const empty = await examine(await studio.session(), 1, [], pause)
  expect(empty).toMatchObject({ outliers: [], sound: null })
})

it('knows no playlist that is not there', () => {
  expect(() => readEntries(library.db, 77)).toThrow('not there')
})
