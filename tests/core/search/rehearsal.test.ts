import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { rehearse } from '../../../src-main/core/search/rehearsal.ts'
import { axes, embedder, MadeLibrary } from './made-library.ts'

let made: MadeLibrary
const embed = vi.fn(embedder.embed)
beforeEach(() => {
  embed.mockClear()
  made = new MadeLibrary('/music', { embed })
  for (const sound of axes) made.add({ title: sound, sounds: [sound, sound, 'rain'], year: 1985 })
})
afterEach(() => made.close())

const pause = async (): Promise<void> => undefined
const first = async (): Promise<number[]> =>
  (await made.searcher.query({ text: 'sad piano', limit: 5, all: false }, pause)).hits.map(({ id }) => id)

it('goes the ways of real questions, without the text tower, and changes no answer', async () => {
  const before = await first()
  embed.mockClear()
  const rank = vi.spyOn(made.searcher.library.index, 'sums')
  const list = vi.spyOn(made.searcher.library.listOrder, 'first')
  await rehearse(made.searcher, pause)
  expect(rank).toHaveBeenCalled()
  expect(list).toHaveBeenCalled()
  expect(embed).not.toHaveBeenCalled()
  expect(await first()).toEqual(before)
})

it('ends where the worker is to end', async () => {
  let left = 3
  const stopping = async (): Promise<void> => {
    if (left-- === 0) throw new Error('closing')
  }
  const rank = vi.spyOn(made.searcher.library.index, 'sums')
  await expect(rehearse(made.searcher, stopping)).rejects.toThrow('closing')
  expect(rank.mock.calls.length).toBeLessThan(5)
})
