import { expect, it, vi } from 'vitest'
import { KeptThread } from '../../../../src-main/core/tagging/write/kept-thread.ts'

it('ends once it is not asked for a while, never while it is asked', async () => {
  vi.useFakeTimers()
  const thread = { close: vi.fn(() => Promise.resolve()) }
  const kept = new KeptThread(thread, 1000)
  const long = Promise.withResolvers<string>()
  const first = kept.use(() => long.promise)
  await kept.use(() => Promise.resolve('at once'))
  await expect(kept.use(() => Promise.reject(new Error('no file')))).rejects.toThrow('no file')
  vi.advanceTimersByTime(5000)
  expect(thread.close).not.toHaveBeenCalled()
  long.resolve('late')
  expect(await first).toBe('late')
  vi.advanceTimersByTime(999)
  await kept.use(one => Promise.resolve(expect(one).toBe(thread)))
  vi.advanceTimersByTime(999)
  expect(thread.close).not.toHaveBeenCalled()
  vi.advanceTimersByTime(1)
  expect(thread.close).toHaveBeenCalledTimes(1)
  await kept.close()
  vi.useRealTimers()
})
