import { readFileSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { makeSong, scanAgain, tagLibrary, type TagLibrary } from '../../../support/tag-library.ts'

let library: TagLibrary
let file = ''
let [first, second, third] = [0, 0, 0]

beforeEach(async () => {
  library = await tagLibrary(music => {
    file = makeSong(music, 'first', 'flac')
    makeSong(music, 'second', 'mp3')
    makeSong(music, 'third', 'ogg')
  })
  const { ids } = await library.engine.call('library.list', { sort: 'path', descending: false })
  ;[first = 0, second = 0, third = 0] = [...ids]
})
afterEach(() => library.close())

const shown = async (): Promise<number[]> => [
  ...(await library.engine.call('library.list', { sort: 'path', descending: false })).ids
]
const leaveOut = (ids: number[], out: boolean) => library.engine.call('library.leaveOut', { ids, out })

it('a track that is left out stays out through scans, a rename and a restart, and its file as it was', async () => {
  const { engine } = library
  const bytes = readFileSync(file)
  const list = await engine.call('playlists.create', { name: 'List', trackIds: [first, second] })
  expect(await leaveOut([first, first, 999], true)).toEqual({ changed: 1 })
  expect(await shown()).toEqual([second, third])
  expect(await engine.call('library.overview', {})).toMatchObject({
    tracks: 2,
    leftTracks: 1,
    folders: [{ tracks: 2 }]
  })
  expect(await engine.call('library.rows', { ids: [first] })).toEqual([])
  expect((await engine.call('playlists.tracks', { id: list.id })).ids).toEqual(Uint32Array.of(second))
  await expect(engine.call('library.track', { id: first })).rejects.toMatchObject({ code: 'not-found' })
  const found = await engine.call('search.query', { text: 'title:first' })
  expect(found.hits).toEqual([])

  await scanAgain(engine)
  const moved = join(library.music, 'elsewhere.flac')
  renameSync(file, moved)
  await scanAgain(engine)
  await library.restart()
  expect(await shown()).toEqual([second, third])
  expect(readFileSync(moved)).toEqual(bytes)
  const { tracks, all } = await library.engine.call('library.leftTracks', {})
  expect([all, tracks[0]?.path, tracks[0]?.available]).toEqual([1, moved, true])

  expect(await leaveOut([first], false)).toEqual({ changed: 1 })
  expect((await shown()).toSorted()).toEqual([first, second, third].toSorted())
  expect((await library.engine.call('playlists.tracks', { id: list.id })).ids).toEqual(
    Uint32Array.of(first, second)
  )
})

it('a double that was set aside comes back by the history, not by the hand', async () => {
  const { engine } = library
  const groups = [{ keep: first, others: [second] }]
  const { id } = await engine.call('doubles.propose', { name: 'Doubles', groups })
  await engine.call('plans.write', { id })
  await expect.poll(async () => (await shown()).length).toBe(2)
  expect(await leaveOut([second], false)).toEqual({ changed: 0 })
  expect(await engine.call('library.leftTracks', {})).toEqual({ tracks: [], all: 0 })
  expect(await leaveOut([second, third], true)).toEqual({ changed: 1 })
  expect(await shown()).toEqual([first])
})
