import { expect, test, vi } from 'vitest'
import { IdleHolder } from '../../../src-main/core/inference/idle-holder.ts'

function things() {
  const log: string[] = []
  let count = 0
  const open = () => {
    const id = ++count
    log.push(`open ${id}`)
    return Promise.resolve({ id, release: () => Promise.resolve(void log.push(`release ${id}`)) })
  }
  return { log, open }
}

test('opened once while in use, released when idle, opened again when wanted', async () => {
  vi.useFakeTimers()
  const { log, open } = things()
  const holder = new IdleHolder(open, 1000)
  await Promise.all([holder.use(() => Promise.resolve()), holder.use(() => Promise.resolve())])
  await vi.advanceTimersByTimeAsync(900)
  expect(await holder.use(thing => Promise.resolve(thing.id))).toBe(1)
  await vi.advanceTimersByTimeAsync(900)
  expect(log).toEqual(['open 1'])
  await vi.advanceTimersByTimeAsync(200)
  expect(log).toEqual(['open 1', 'release 1'])
  expect(await holder.use(thing => Promise.resolve(thing.id))).toBe(2)
  vi.useRealTimers()
})

test('never released under somebody who uses it', async () => {
  const { log, open } = things()
  const holder = new IdleHolder(open, 0)
  await holder.use(async () => {
    await holder.release()
    expect(log).toEqual(['open 1'])
  })
  await holder.release()
  expect(log).toEqual(['open 1', 'release 1'])
})

test('a failed opening is tried again', async () => {
  const { open } = things()
  let tries = 0
  const holder = new IdleHolder(() => (++tries === 1 ? Promise.reject(new Error('not yet')) : open()), 1000)
  await expect(holder.use(() => Promise.resolve(1))).rejects.toThrow('not yet')
  expect(await holder.use(thing => Promise.resolve(thing.id))).toBe(1)
  await holder.release()
})
