import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { makePicture } from '../../../support/made-pictures.ts'
import { makeSong, tagLibrary, type TagLibrary } from '../../../support/tag-library.ts'

let library: TagLibrary
beforeAll(async () => {
  library = await tagLibrary(music => {
    makeSong(music, 'one', 'flac')
    makeSong(music, 'two', 'mp3')
    writeFileSync(join(music, 'cover.png'), makePicture(music, 'made.png', { width: 300, height: 300 }))
  })
})
afterAll(() => library.close())

it('gives the covers of tracks through a thread of their own, each picture once', async () => {
  const { engine } = library
  const { ids } = await engine.call('library.list', { sort: 'path', descending: false })
  const { tracks, pictures } = await engine.call('covers.thumbnails', { ids: [...ids, 99_999], size: 80 })
  expect(tracks.map(({ id }) => id)).toEqual([...ids])
  expect(pictures).toHaveLength(1)
  expect(tracks.every(({ hash }) => hash === pictures[0]!.hash)).toBe(true)
  expect(pictures[0]!.bytes.subarray(1, 4)).toEqual(new Uint8Array(Buffer.from('PNG')))
})
