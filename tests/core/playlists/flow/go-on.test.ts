import { afterAll, beforeAll, expect, it } from 'vitest'
import { goOn } from '../../../../src-main/core/playlists/flow/go-on.ts'
import { Studio } from '../../../../src-main/core/playlists/flow/studio.ts'
import { MadeLibrary } from '../../search/made-library.ts'

const pause = async (): Promise<void> => undefined
const day = 24 * 60 * 60 * 1000
const now = 100 * day
let library: MadeLibrary
let studio: Studio
/** Tracks by what they are: piano of many artists, three of one, and so on. */
const ids: Record<'last' | 'piano' | 'bach' | 'lately' | 'longAgo' | 'gone' | 'short' | 'metal', number[]> = {
  ...{ last: [], piano: [], bach: [], lately: [], longAgo: [], gone: [], short: [], metal: [] }
}

beforeAll(() => {
  library = new MadeLibrary()
  const add = (kind: keyof typeof ids, of: Parameters<MadeLibrary['add']>[0]): void =>
    void ids[kind].push(library.add({ duration: 180 + 10 * ids[kind].length, sounds: ['piano calm'], ...of }))
  for (let at = 0; at < 5; at++)
    add('last', { title: `last ${at}`, artist: `Last ${at}`, duration: 300 + 10 * at })
  for (let at = 0; at < 6; at++)
    add('piano', { title: `piano ${at}`, artist: `P ${at}`, sounds: [`piano calm${' harp'.repeat(at % 2)}`] })
  for (let at = 0; at < 4; at++) add('bach', { title: `bach ${at}`, artist: 'Bach', duration: 500 + 20 * at })
  add('lately', { artist: 'L', duration: 700, played: { plays: 1, playedAt: now - day / 2 } })
  add('longAgo', { artist: 'A', duration: 800, played: { plays: 9, playedAt: now - 3 * day } })
  add('gone', { artist: 'G', duration: 900, available: false })
  add('short', { artist: 'S', duration: 20 })
  for (let at = 0; at < 5; at++) add('metal', { artist: `M ${at}`, sounds: ['metal drums'] })
  studio = new Studio(library.searcher)
})
afterAll(() => library.close())

const after = async (limit: number, except: number[] = [], last = ids.last): Promise<number[]> => [
  ...(await goOn(await studio.session(), { after: last, except, limit }, now, pause))
]
const from = (found: number[], kind: keyof typeof ids): number[] => found.filter(id => ids[kind].includes(id))

it('goes on with what sounds like it, two of an artist at most, and nothing twice', async () => {
  const found = await after(9)
  expect(from(found, 'piano')).toHaveLength(6)
  expect(from(found, 'bach')).toHaveLength(2)
  expect(from(found, 'longAgo')).toHaveLength(1)
  expect(new Set(found).size).toBe(9)
})

it('leaves out what was played within a day, is not reachable, or is too short to be a track', async () => {
  const found = await after(50)
  for (const kind of ['last', 'lately', 'gone', 'short'] as const) expect(from(found, kind)).toEqual([])
  // What is far from it comes behind all that is near.
  expect(from(found.slice(-5), 'metal')).toHaveLength(5)
})

it('says honestly that nothing is left', async () => {
  const all = Object.values(ids).flat()
  expect(await after(5, all)).toEqual([])
  expect(await after(5, [], [99_999])).toEqual([])
})
