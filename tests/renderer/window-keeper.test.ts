import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { AppState } from '../../src-renderer/state/app.svelte.ts'
import { ElementSound, type SoundElement } from '../../src-renderer/state/player/element-sound.ts'
import { WindowKeeper } from '../../src-renderer/state/window-keeper.ts'
import { FakeBridge } from '../support/fake-bridge.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const pass = (time: number): Promise<unknown> => vi.advanceTimersByTimeAsync(time)

function windowOf(bridge: FakeBridge) {
  vi.spyOn(bridge, 'mediaUrl').mockImplementation(id => `media:${id}`)
  const play = vi.fn(() => Promise.resolve())
  const sound = Object.assign(new EventTarget(), {
    src: '',
    currentTime: 0,
    paused: true,
    play,
    pause: vi.fn()
  })
  const app = new AppState(
    bridge,
    new ElementSound(id => bridge.mediaUrl(id), sound as unknown as SoundElement)
  )
  return { app, sound, play, keeper: new WindowKeeper(app) }
}
const bridgeWith = (window: FakeBridge['options']['window'] = {}): FakeBridge =>
  new FakeBridge({ tracks: 9000, analysed: 9000, window })
const back = (keeper: WindowKeeper): Promise<void> => keeper.read().then(() => keeper.restore())
const calls = (bridge: FakeBridge): number => bridge.calls.filter(({ name }) => name === 'window.keep').length

it('brings queue, place, view and sound back, and makes no sound of its own', async () => {
  const bridge = bridgeWith()
  const { app, keeper } = windowOf(bridge)
  await Promise.all([back(keeper), pass(1)])
  await Promise.all([
    app.player.play(
      [
        { id: 4, start: 10, end: 20 },
        { id: 5, start: 1, end: 2 }
      ],
      1
    ),
    pass(1)
  ])
  app.player.queue.turnRepeat()
  app.player.setVolume(0.4)
  app.go('tags')
  app.search.type('rain')
  for (const part of ['queue', 'position', 'sound', 'view'] as const) keeper[part]()
  keeper.flush()
  await pass(1)

  const other = windowOf(bridgeWith(bridge.options.window))
  await Promise.all([back(other.keeper), pass(1000)])
  const { player, place, search } = other.app
  expect(player.queue.entries.map(({ id, span }) => [id, span?.end])).toEqual([
    [4, 20],
    [5, 2]
  ])
  expect([player.queue.current?.id, player.time, player.queue.repeat]).toEqual([5, 1, 'all'])
  expect([player.volume, place, search.text]).toEqual([0.4, 'tags', 'rain'])
  expect([other.play.mock.calls.length, other.sound.src]).toEqual([0, ''])
  await Promise.all([player.toggle(), pass(1)])
  expect([other.play.mock.calls.length, other.sound.src]).toEqual([1, 'media:5'])
})

it('keeps five thousand around the place of a longer queue, and where it is among them', async () => {
  const bridge = bridgeWith()
  const { app, keeper } = windowOf(bridge)
  await Promise.all([back(keeper), pass(1)])
  const all = Array.from({ length: 9000 }, (_, at) => at + 1)
  await Promise.all([app.player.play(all, 3000), pass(1)])
  keeper.queue()
  await pass(1000)
  await Promise.all([app.player.next(), pass(1)])
  keeper.position()
  await pass(5000)
  const { queue, position } = bridge.options.window
  expect([queue?.ids.length, queue?.ids[0], position?.place]).toEqual([5000, 2501, 501])
})

it('waits while things go on changing, and keeps nothing before it has read what was kept', async () => {
  const bridge = bridgeWith()
  const { app, keeper } = windowOf(bridge)
  keeper.view()
  await pass(2000)
  expect(calls(bridge)).toBe(0)
  await Promise.all([back(keeper), pass(1)])
  app.player.paused = false
  for (let second = 0; second < 20; second++) {
    keeper.position()
    await pass(1000)
  }
  expect(calls(bridge)).toBeLessThanOrEqual(4)
})

it('tracks that are gone leave the queue when it comes to them', async () => {
  const bridge = new FakeBridge({ tracks: 9, analysed: 9 })
  const call = bridge.call.bind(bridge)
  vi.spyOn(bridge, 'call').mockImplementation(async (name, input, signal) => {
    const answer = await call(name, input, signal)
    return name === 'library.rows'
      ? ((answer as { id: number }[]).filter(({ id }) => id !== 2) as typeof answer)
      : answer
  })
  const { app } = windowOf(bridge)
  await Promise.all([app.player.play([1, 2, 3], 0), pass(1)])
  await Promise.all([app.player.next(), pass(10)])
  expect(app.player.track?.id).toBe(3)
  expect(app.player.queue.entries.map(({ id }) => id)).toEqual([1, 3])
})

it('brings the page of the library back, and the orders of albums and artists', async () => {
  const bridge = bridgeWith()
  const { app, keeper } = windowOf(bridge)
  await Promise.all([back(keeper), pass(1)])
  app.ways.go({ view: 'artist', id: 1 })
  app.shelves.albums.sort = 'year'
  app.shelves.artists.descending = true
  keeper.view()
  keeper.lists()
  await pass(2000)

  const other = windowOf(bridgeWith(bridge.options.window))
  await Promise.all([back(other.keeper), pass(1)])
  const { place, shelves } = other.app
  // The artist's own number may be another one's by then.
  expect([place, shelves.page]).toEqual(['shelves', { view: 'artists' }])
  expect([shelves.albums.sort, shelves.artists.descending, shelves.genres.sort]).toEqual([
    'year',
    true,
    'name'
  ])
})

it('brings the columns and orders of lists back before they are read, and drops what it does not know', async () => {
  const bridge = bridgeWith({
    orders: { library: { sort: 'title', descending: true } },
    columns: {
      library: [
        { column: 'from another edition', width: null },
        { column: 'title', width: 300 },
        { column: 'rating', width: null }
      ],
      added: [{ column: 'artist', width: null }]
    }
  })
  const { app, keeper } = windowOf(bridge)
  await Promise.all([keeper.read(), pass(1)])
  await Promise.all([app.load(), pass(10)])
  const lists = bridge.calls.filter(({ name }) => name === 'library.list')
  expect(lists.map(({ input }) => input)).toEqual([{ sort: 'title', descending: true }])
  expect(app.columns.of('library')).toEqual([
    { column: 'title', width: 300 },
    { column: 'rating', width: null }
  ])
  // Without its title nobody knows what a row is.
  expect(app.columns.of('added').map(({ column }) => column)).toContain('title')

  keeper.restore()
  app.columns.turn('library', 'plays')
  await Promise.all([app.library.sortBy('year'), pass(10)])
  keeper.lists()
  await pass(1000)
  const { columns, orders } = bridge.options.window
  expect(columns?.library?.map(({ column }) => column)).toEqual(['title', 'rating', 'plays'])
  expect(orders).toEqual({ library: { sort: 'year', descending: false } })
})
