import { afterAll, beforeAll, expect, it } from 'vitest'
import { makeSong, tagLibrary, type TagLibrary } from '../../../support/tag-library.ts'

let library: TagLibrary
let ids: number[]

beforeAll(async () => {
  library = await tagLibrary(music => {
    makeSong(music, '1 - One', 'flac')
    makeSong(music, '2 - Two', 'flac')
  })
  ids = [...(await library.engine.call('library.list', { sort: 'path', descending: false })).ids]
})
afterAll(() => library.close())

it('tries steps over what is typed, and plans nothing', async () => {
  const tracks = ids.map((id, at) => ({
    id,
    fields: [
      { field: 'title' as const, values: [`typed ${at}`] },
      { field: 'discNumber' as const, values: [String(at + 1)] }
    ]
  }))
  const { engine } = library
  const numbers = await engine.call('tags.preview', { steps: [{ do: 'number', perDisc: true }], tracks })
  expect(numbers).toEqual(ids.map(id => ({ id, field: 'trackNumber', values: ['1/1'] })))
  const titles = await engine.call('tags.preview', {
    steps: [
      { do: 'case', fields: ['title'], how: 'upper' },
      { do: 'copy', from: 'title', to: 'album' }
    ],
    tracks
  })
  expect(titles.filter(({ id }) => id === ids[1])).toEqual([
    { id: ids[1], field: 'title', values: ['TYPED 1'] },
    { id: ids[1], field: 'album', values: ['TYPED 1'] }
  ])
  const names = await engine.call('tags.preview', {
    steps: [{ do: 'fromName', pattern: '{track} - {title}' }],
    tracks: [...tracks, { id: 999, fields: [] }]
  })
  expect(names).toContainEqual({ id: ids[0], field: 'title', values: ['One'] })
  expect(names).toContainEqual({ id: ids[1], field: 'trackNumber', values: ['2'] })
  expect(await engine.call('plans.list', {})).toEqual([])
})

it('refuses an expression that never ends, and goes on', async () => {
  const tracks = [{ id: ids[0]!, fields: [{ field: 'title' as const, values: [`${'a'.repeat(40)}!`] }] }]
  const steps = [
    { do: 'replace' as const, fields: ['title' as const], find: '(a+)+$', with: '', regex: true }
  ]
  await expect(library.engine.call('tags.preview', { steps, tracks })).rejects.toThrow('takes far too long')
  const plain = [{ do: 'replace' as const, fields: ['title' as const], find: 'a!', with: 'b' }]
  expect(await library.engine.call('tags.preview', { steps: plain, tracks })).toHaveLength(1)
})
