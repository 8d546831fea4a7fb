import { expect, it } from 'vitest'
import { Orders } from '../../src-renderer/state/orders.svelte.ts'
import { Shelves } from '../../src-renderer/state/shelves/shelves.svelte.ts'
import { FakeBridge } from '../support/fake-bridge.ts'

it('says how far the engine is with telling albums, the first time a page waits for them', async () => {
  const bridge = new FakeBridge({ tracks: 50 })
  const shelves = new Shelves(bridge, new Orders(), thrown => {
    throw thrown
  })
  const tell = (): void => bridge.emit('library.placing', { placed: 10, waiting: 40 })
  tell()
  expect(shelves.placing).toBeNull()
  const shown = shelves.show({ view: 'albums' })
  expect(shelves.placing).toBeNull()
  tell()
  expect(shelves.placing).toEqual({ placed: 10, waiting: 40 })
  await shown
  expect(shelves.placing).toBeNull()
  // What was there stays while it is read again.
  const again = shelves.show({ view: 'albums' })
  tell()
  expect(shelves.placing).toBeNull()
  await again
})
