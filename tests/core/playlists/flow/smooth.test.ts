import { afterAll, beforeAll, expect, it } from 'vitest'
import { smoothOrder } from '../../../../src-main/core/playlists/flow/smooth.ts'
import { Studio } from '../../../../src-main/core/playlists/flow/studio.ts'
import { MadeLibrary } from '../../search/made-library.ts'

const pause = async (): Promise<void> => undefined
let library: MadeLibrary
let studio: Studio
/** From piano (0) to metal (9), each a little further. */
const between: number[] = []

beforeAll(() => {
  library = new MadeLibrary()
  for (let i = 0; i < 10; i++) {
    const sound = `${'piano '.repeat(9 - i)} ${'metal '.repeat(i)}`
    between.push(library.add({ title: `step ${i}`, sounds: [sound] }))
  }
  for (let i = 0; i < 10; i++) library.add({ title: `aside ${i}`, sounds: ['rain'] })
  studio = new Studio(library.searcher)
})
afterAll(() => library.close())

const order = async (steps: number[], after: number | null = null): Promise<number[]> => {
  const ids = steps.map(step => between[step] ?? 9999)
  const places = await smoothOrder(
    await studio.session(),
    { ids, after: after === null ? null : between[after]! },
    pause
  )
  return Array.from(places, place => steps[place]!)
}

it('each track is followed by what sounds like it', async () => {
  const steps = await order([5, 0, 9, 2, 7, 4, 1, 8, 3, 6])
  expect([steps, steps.toReversed()]).toContainEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9])
})

it('goes on from what plays, which is not among them', async () => {
  expect(await order([2, 7, 4, 1], 9)).toEqual([7, 4, 2, 1])
})

it('what is not there comes last, and one or none is no matter', async () => {
  expect(await order([77, 3, 78, 4], 5)).toEqual([4, 3, 77, 78])
  expect(await order([3])).toEqual([3])
})
