import { existsSync, readFileSync, rmSync } from 'node:fs'
import { afterEach, beforeEach, expect, it } from 'vitest'
import {
  jobOf,
  makeSong,
  scanAgain,
  tagLibrary,
  undoBatch,
  writePlan,
  type TagLibrary
} from '../../../support/tag-library.ts'

/** Setting doubles aside through the plan and the journal, and taking it back: in a real library. */
let library: TagLibrary
let [kept, other] = ['', '']
let [keep, id] = [0, 0]

beforeEach(async () => {
  library = await tagLibrary(music => {
    kept = makeSong(music, 'kept', 'flac')
    other = makeSong(music, 'other', 'mp3')
    makeSong(music, 'third', 'ogg')
  })
  const { ids } = await library.engine.call('library.list', { sort: 'path', descending: false })
  ;[keep = 0, id = 0] = [...ids]
})
afterEach(() => library.close())

async function setAside(): Promise<number> {
  const groups = [{ keep, others: [id] }]
  const plan = await library.engine.call('doubles.propose', { name: 'Doubles', groups })
  expect(plan).toMatchObject({ changes: 1, accepted: 1 })
  expect(await writePlan(library.engine, plan.id)).toMatchObject({ state: 'done', done: 1, failed: 0 })
  return (await library.engine.call('history.list', {}))[0]!.id
}
const shown = async (): Promise<number> =>
  (await library.engine.call('library.list', { sort: 'path', descending: false })).ids.length
const entriesOf = async (list: number): Promise<(number | null)[]> =>
  (await library.engine.call('playlists.get', { id: list })).entries.map(entry => entry.trackId)

it('hands over what is known of a file, leaves it where it is, and takes all of it back after a restart', async () => {
  const { engine } = library
  const bytes = readFileSync(other)
  const list = await engine.call('playlists.create', { name: 'List', trackIds: [id, keep] })
  await engine.call('library.rate', { id, rating: 80 })
  await engine.call('library.rate', { id: keep, rating: 40 })
  await engine.call('library.played', { id })
  const tag = await engine.call('taught.create', { name: 'mine' })
  await engine.call('taught.mark', { id: tag.id, trackIds: [id], mark: 'yes' })

  const batch = await setAside()
  expect(await shown()).toBe(2)
  expect(readFileSync(other)).toEqual(bytes)
  expect(await entriesOf(list.id)).toEqual([keep, keep])
  expect((await engine.call('library.track', { id: keep })).played).toMatchObject({ plays: 1, rating: 80 })
  await scanAgain(engine)
  expect(await shown()).toBe(2)
  await expect(engine.call('library.track', { id })).rejects.toMatchObject({ code: 'not-found' })
  expect(await engine.call('history.changes', { id: batch })).toMatchObject([
    { field: 'path', before: [other], after: [], undone: false }
  ])

  await library.restart()
  expect(await undoBatch(library.engine, batch)).toMatchObject({ state: 'done', done: 1, failed: 0 })
  expect(await shown()).toBe(3)
  expect(await entriesOf(list.id)).toEqual([id, keep])
  expect((await library.engine.call('library.track', { id: keep })).played).toMatchObject({
    plays: 0,
    rating: 40
  })
  expect((await library.engine.call('library.track', { id })).played).toMatchObject({ plays: 1, rating: 80 })
  const [taught] = await library.engine.call('taught.list', { wait: false })
  expect(taught).toMatchObject({ yes: 1 })
})

it('never sets the last copy aside', async () => {
  const groups = [{ keep, others: [id] }]
  const plan = await library.engine.call('doubles.propose', { name: 'Doubles', groups })
  rmSync(kept)
  expect(await writePlan(library.engine, plan.id)).toMatchObject({ failed: 1, done: 0 })
  expect(existsSync(other)).toBe(true)
  expect(await shown()).toBe(3)
  const [file] = await library.engine.call('plans.files', { id: plan.id })
  expect(file!.changes[0]!.failure).toMatchObject({ code: 'not-found' })
})

it('sets aside a copy whose file has gone, and refuses what makes no sense', async () => {
  rmSync(other)
  await setAside()
  expect(await shown()).toBe(2)
  const propose = (groups: { keep: number; others: number[] }[]) =>
    library.engine.call('doubles.propose', { name: 'Doubles', groups })
  await expect(propose([{ keep, others: [keep] }])).rejects.toMatchObject({ code: 'bad-request' })
  await expect(propose([{ keep, others: [999] }])).rejects.toMatchObject({ code: 'bad-request' })
})

it('looks at nothing where nothing was heard, and says so', async () => {
  const job = await jobOf(library.engine, await library.engine.call('doubles.find', {}))
  expect(job).toMatchObject({ state: 'done', done: 0 })
  expect(await library.engine.call('doubles.overview', {})).toMatchObject({
    looked: 0,
    tracks: 3,
    unheard: 3,
    groups: 0
  })
})
