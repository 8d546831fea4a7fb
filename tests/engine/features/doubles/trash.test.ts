import {
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  unlinkSync,
  writeFileSync
} from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import {
  makeSong,
  scanAgain,
  tagLibrary,
  undoBatch,
  writePlan,
  type TagLibrary
} from '../../../support/tag-library.ts'

/** Doubles that go to the trash, and come back: in a real library, with a trash of its own. */
let library: TagLibrary
let [kept, other] = ['', '']
let [keep, id] = [0, 0]
let [files, info] = ['', '']
const dataHome = process.env.XDG_DATA_HOME

beforeEach(async () => {
  library = await tagLibrary(music => {
    process.env.XDG_DATA_HOME = join(music, '../share')
    kept = makeSong(music, 'kept', 'flac')
    mkdirSync(join(music, 'alone'))
    other = makeSong(join(music, 'alone'), 'öther one', 'mp3')
    makeSong(music, 'third', 'ogg')
  })
  const trash = join(library.work, 'share/Trash')
  files = join(trash, 'files')
  info = join(trash, 'info')
  // In order of their places.
  ;[id = 0, keep = 0] = await idsOf()
})
afterEach(async () => {
  await library.close()
  if (dataHome === undefined) delete process.env.XDG_DATA_HOME
  else process.env.XDG_DATA_HOME = dataHome
})

const idsOf = async (): Promise<number[]> =>
  Array.from((await library.engine.call('library.list', { sort: 'path', descending: false })).ids)
const planned = async (): Promise<number> =>
  (
    await library.engine.call('doubles.propose', {
      name: 'Doubles',
      groups: [{ keep, others: [id] }],
      trash: true
    })
  ).id
async function trash(): Promise<number> {
  expect(await writePlan(library.engine, await planned())).toMatchObject({ done: 1, failed: 0 })
  return (await library.engine.call('history.list', {}))[0]!.id
}
const entriesOf = async (list: number): Promise<(number | null)[]> =>
  (await library.engine.call('playlists.get', { id: list })).entries.map(entry => entry.trackId)

it('goes to the trash, hands over, and comes back byte for byte after a restart', async () => {
  const { engine } = library
  const bytes = readFileSync(other)
  const { mtimeMs } = lstatSync(other)
  const list = await engine.call('playlists.create', { name: 'List', trackIds: [id, keep] })
  const batch = await trash()
  const place = join(files, 'öther one.mp3')
  expect(existsSync(other)).toBe(false)
  expect(readFileSync(place)).toEqual(bytes)
  expect(readFileSync(join(info, 'öther one.mp3.trashinfo'), 'utf8')).toMatch(
    /^\[Trash Info\]\nPath=\/.*\/alone\/%C3%B6ther%20one\.mp3\nDeletionDate=\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\n$/
  )
  expect(await entriesOf(list.id)).toEqual([keep, keep])
  await scanAgain(engine)
  expect(await idsOf()).toHaveLength(2)
  expect(await engine.call('history.changes', { id: batch })).toMatchObject([
    { field: 'path', before: [other], after: [place], undone: false }
  ])

  await library.restart()
  expect(await undoBatch(library.engine, batch)).toMatchObject({ done: 1, failed: 0 })
  expect(readFileSync(other)).toEqual(bytes)
  expect(lstatSync(other).mtimeMs).toBe(mtimeMs)
  expect([...readdirSync(files), ...readdirSync(info)]).toEqual([])
  expect(await entriesOf(list.id)).toEqual([id, keep])
  expect(await library.engine.call('library.track', { id })).toMatchObject({ path: other, available: true })
  // Its return is no plan to set it aside again.
  const [back] = await library.engine.call('history.list', {})
  expect(await undoBatch(library.engine, back!.id)).toMatchObject({ failed: 1 })
  expect(existsSync(other)).toBe(true)
})

it('comes back over nothing, not out of an emptied trash, and not as another file of its name', async () => {
  const batch = await trash()
  const place = join(files, 'öther one.mp3')
  writeFileSync(other, 'something new')
  expect(await undoBatch(library.engine, batch)).toMatchObject({ failed: 1 })
  expect(readFileSync(other, 'utf8')).toBe('something new')
  rmSync(other)
  renameSync(place, join(library.work, 'taken out'))
  expect(await undoBatch(library.engine, batch)).toMatchObject({ failed: 1 })
  writeFileSync(place, 'another one')
  expect(await undoBatch(library.engine, batch)).toMatchObject({ failed: 1 })
  expect(existsSync(other)).toBe(false)
  expect(await idsOf()).not.toContain(id)
  renameSync(join(library.work, 'taken out'), place)
  rmSync(join(library.music, 'alone'), { recursive: true })
  expect(await undoBatch(library.engine, batch)).toMatchObject({ done: 1, failed: 0 })
  expect(existsSync(other)).toBe(true)
})

it('leaves alone what has changed, has another name, or is the last copy', async () => {
  const attempt = async (): Promise<void> => {
    expect(await writePlan(library.engine, await planned())).toMatchObject({ done: 0, failed: 1 })
    expect(existsSync(other)).toBe(true)
    expect(existsSync(info) ? readdirSync(info) : []).toEqual([])
  }
  const again = join(library.work, 'again')
  linkSync(other, again)
  await attempt()
  unlinkSync(again)
  renameSync(kept, again)
  await attempt()
  renameSync(again, kept)
  writeFileSync(other, 'x', { flag: 'a' })
  await attempt()
  expect(await idsOf()).toContain(id)
})
