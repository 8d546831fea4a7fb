import { expect, it } from 'vitest'
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

  // There may be more to find while it listens.
  const before = asked(bridge)
  bridge.emit('library.changed', { tracks: 1, analysed: 1 })
  await Promise.resolve()
  expect(asked(bridge)).toBe(before + 1)
  completions.used('rain')
  expect(completions.tries).toEqual([])
})
