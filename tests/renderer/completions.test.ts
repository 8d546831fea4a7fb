import { expect, it, vi } from 'vitest'
import { Notices } from '../../src-renderer/state/notices.svelte.ts'
import { Completions } from '../../src-renderer/state/completions.svelte.ts'
import { FakeBridge } from '../support/fake-bridge.ts'

const asked = (bridge: FakeBridge): number =>
  bridge.calls.filter(({ name }) => name === 'search.complete').length

it('offers searches to who never asked one, until one is meant', async () => {
  const bridge = new FakeBridge({ completions: true })
  const completions = new Completions(bridge, new Notices(), thrown => {
    throw thrown
  })
  await completions.loadTries()
  // Something was asked before.
  expect(completions.tries).toEqual([])
  await completions.forgetUsed()
  expect(completions.tries).toEqual(['ambient from the 1990s'])

  // There may be more to find while it listens, which tells of itself each second.
  vi.useFakeTimers()
  const before = asked(bridge)
  for (let second = 1; second <= 15; second++) {
    bridge.emit('library.changed', { tracks: second, analysed: second })
    await vi.advanceTimersByTimeAsync(1000)
  }
  expect(asked(bridge)).toBe(before + 1)
  vi.useRealTimers()
  completions.used('rain')
  expect(completions.tries).toEqual([])
})
