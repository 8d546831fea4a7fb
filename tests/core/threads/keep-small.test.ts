import { getHeapStatistics } from 'node:v8'
import { expect, it } from 'vitest'
import { keepSmall } from '../../../src-main/core/threads/index.ts'

/** Bytes of the heap, with what nobody holds any more. */
function heapAfterWork(): number {
  const made = Array.from({ length: 400_000 }, (_, at) => ({ at, text: `${at}` }))
  expect(made).toHaveLength(400_000)
  return getHeapStatistics().total_heap_size
}

it('gives back what work has left, once it rests', async () => {
  let lettingGo = 0
  const grown = heapAfterWork()
  const end = keepSmall(() => lettingGo++, 20)
  await expect.poll(() => getHeapStatistics().total_heap_size, { timeout: 30_000 }).toBeLessThan(grown - 15e6)
  end()
  expect(lettingGo).toBeGreaterThan(0)
})
