import { afterAll, beforeAll, expect, it } from 'vitest'
import { requests } from '../../../../src-main/contract/requests.ts'
import { entryReason } from '../../../../src-main/contract/reasons.ts'
import type { Draft } from '../../../../src-main/contract/playlists.ts'
import { Studio } from '../../../../src-main/core/playlists/flow/studio.ts'
import { makePath } from '../../../../src-main/core/playlists/path/path.ts'
import { MadeLibrary } from '../../search/made-library.ts'

const pause = async (): Promise<void> => undefined
let library: MadeLibrary
let studio: Studio
/** From piano (0) to metal (20), each a little further. */
const between: number[] = []

beforeAll(() => {
  library = new MadeLibrary()
  for (let i = 0; i <= 20; i++) {
    const sound = `${'piano '.repeat(20 - i)} ${'metal '.repeat(i)}`
    between.push(library.add({ title: `step ${i}`, duration: 150 + 7 * i, sounds: [sound] }))
  }
  for (let i = 0; i < 30; i++) library.add({ title: `aside ${i}`, sounds: [i % 2 ? 'rain' : 'brass bell'] })
  studio = new Studio(library.searcher)
})
afterAll(() => library.close())

const path = async (input: object): Promise<Draft> =>
  makePath(await studio.session(), requests['drafts.path'].input.parse(input), pause)
const stepsOf = (draft: Draft): number[] => draft.entries.map(entry => between.indexOf(entry.trackId))

it('goes from one track to another, smoothly and without repeats', async () => {
  const draft = await path({ points: [{ trackId: between[0] }, { trackId: between[20] }], tracks: 8 })
  const steps = stepsOf(draft)
  expect(steps[0]).toBe(0)
  expect(steps.at(-1)).toBe(20)
  expect(steps).toHaveLength(8)
  expect(steps).toEqual([...steps].sort((a, b) => a - b))
  expect(new Set(steps).size).toBe(8)
  const places = draft.entries.map(({ reason }) => {
    const read = entryReason.parse(reason)
    return read.code === 'on-the-way' ? read.place : null
  })
  expect(places[0]).toEqual({ code: 'start' })
  expect(places[1]).toEqual({ code: 'near-last', from: 'step 0' })
  expect(places.at(-2)).toEqual({ code: 'near-next', to: 'step 20' })
  expect(places.at(-1)).toEqual({ code: 'end' })
})

it('passes through the points between, in their order', async () => {
  const points = [0, 20, 5].map(i => ({ trackId: between[i] }))
  const steps = stepsOf(await path({ points, tracks: 10 }))
  expect(steps[0]).toBe(0)
  expect(steps.at(-1)).toBe(5)
  expect(steps.slice(1, -1)).toContain(20)
  expect(new Set(steps).size).toBe(10)
})

it('starts and ends where phrases sound', async () => {
  const steps = stepsOf(await path({ points: [{ phrase: 'metal' }, { phrase: 'piano' }], tracks: 6 }))
  expect(steps[0]).toBeGreaterThan(14)
  expect(steps.at(-1)).toBeLessThan(6)
})

it('comes close to the minutes asked for', async () => {
  const draft = await path({ points: [{ trackId: between[0] }, { trackId: between[20] }], minutes: 25 })
  // Tracks last 220 s on average: no number of them comes closer than half of one for certain.
  expect(Math.abs(draft.duration - 1500)).toBeLessThan(110)
})

it('holds every point even where fewer tracks were asked for, and says so', async () => {
  const points = [0, 8, 12, 20].map(i => ({ trackId: between[i] }))
  const draft = await path({ points, tracks: 2 })
  expect(stepsOf(draft)).toEqual([0, 8, 12, 20])
  expect(draft.notes).toEqual([{ code: 'more-points', tracks: 4, asked: 2 }])
})

it('refuses a point that is not there, and one twice', async () => {
  await expect(path({ points: [{ trackId: 999 }, { trackId: 1 }] })).rejects.toMatchObject({
    code: 'not-found'
  })
  await expect(path({ points: [{ trackId: 1 }, { trackId: 1 }] })).rejects.toMatchObject({
    code: 'bad-request'
  })
})
