import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { Library } from '../../src-renderer/state/library.svelte.ts'
import { Jobs } from '../../src-renderer/state/jobs.svelte.ts'
import { Notices } from '../../src-renderer/state/notices.svelte.ts'
import { Preferences } from '../../src-renderer/state/preferences.svelte.ts'
import { RowStore } from '../../src-renderer/state/row-store.ts'
import { Orders } from '../../src-renderer/state/orders.svelte.ts'
import { Rows } from '../../src-renderer/state/rows.svelte.ts'
import { Search } from '../../src-renderer/state/search.svelte.ts'
import { TrackList } from '../../src-renderer/state/track-list.svelte.ts'
import { FakeBridge, type FakeOptions } from '../support/fake-bridge.ts'
import { fakeJob } from '../support/fake-engine.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const settled = (): Promise<unknown> => vi.advanceTimersByTimeAsync(1000)

function library(options: Partial<FakeOptions> = {}) {
  const bridge = new FakeBridge({ tracks: 100, analysed: 100, cut: 5, ...options })
  const failed = vi.fn()
  const rows = new Rows(bridge, failed)
  const all = new Library(bridge, rows, new Orders())
  const search = new Search(bridge)
  return { bridge, failed, rows, library: all, search, list: new TrackList(all, search) }
}

const calls = (bridge: FakeBridge, name: string): number =>
  bridge.calls.filter(call => call.name === name).length

describe('rows', () => {
  it('are asked for in one go, once, and again when out of date', async () => {
    const { bridge, rows } = library()
    rows.want([1, 2])
    rows.want([2, 3])
    expect(rows.get(1)).toBeUndefined()
    await settled()
    expect(rows.get(3)?.id).toBe(3)
    expect(bridge.calls).toEqual([{ name: 'library.rows', input: { ids: [1, 2, 3] } }])
    rows.want([1])
    await settled()
    expect(calls(bridge, 'library.rows')).toBe(1)
    rows.expire()
    expect(rows.get(1)?.id).toBe(1)
    rows.want([1])
    await settled()
    expect(calls(bridge, 'library.rows')).toBe(2)
  })

  it('say at once that a track was played or rated', async () => {
    const { bridge, rows } = library()
    rows.want([1])
    await settled()
    rows.played(1, { plays: 12, playedAt: 5, rating: 100, fromFile: false })
    rows.played(99, { plays: 1, playedAt: 5, rating: null, fromFile: false })
    expect(rows.get(1)).toMatchObject({ id: 1, plays: 12, played: 5, rating: 100 })
    await settled()
    expect(calls(bridge, 'library.rows')).toBe(1)
  })

  it('that fail are told and may be asked for again', async () => {
    const { bridge, rows, failed } = library({ errors: { 'library.rows': 'internal' } })
    rows.want([1])
    await settled()
    expect(failed).toHaveBeenCalledOnce()
    bridge.options.errors = {}
    rows.want([1])
    await settled()
    expect(rows.get(1)?.id).toBe(1)
  })
})

describe('rows that are looked at', () => {
  it('are asked for in one go, and again once they are out of date', async () => {
    const { bridge, rows } = library()
    expect([1, 2, 1].map(id => rows.get(id))).toEqual([undefined, undefined, undefined])
    await settled()
    expect([rows.get(1)?.id, rows.get(2)?.id]).toEqual([1, 2])
    await settled()
    expect(bridge.calls.map(call => call.input)).toEqual([{ ids: [1, 2] }])
    rows.expire()
    expect(rows.get(2)?.id).toBe(2)
    await settled()
    expect(bridge.calls.map(call => call.input)).toEqual([{ ids: [1, 2] }, { ids: [2] }])
  })

  it('and are not there are asked for once a generation', () => {
    const store = new RowStore()
    expect(store.want([99])).toBe(true)
    const ids = store.take(500)
    store.keep(ids, [], store.generation)
    store.settle(ids)
    expect(store.want([99])).toBe(false)
    store.generation++
    expect(store.want([99])).toBe(true)
  })
})

describe('search', () => {
  it('waits for a pause and asks once', async () => {
    const { bridge, search } = library()
    for (const text of ['r', 'ra', 'rai', 'rain']) search.type(text)
    await settled()
    const variety = { artistCap: null, foldDuplicates: true, diversity: 0 }
    expect(bridge.calls.map(call => call.input)).toEqual([{ text: 'rain', limit: 200, ...variety }])
    expect(search.cut).toBe(5)
  })

  it('the newest wins, and clearing takes the answer away', async () => {
    const { bridge, search } = library({ delays: { 'search.query': 500 } })
    search.type('old')
    await vi.advanceTimersByTimeAsync(100)
    bridge.options.delays = {}
    search.type('new')
    await settled()
    expect(search.answer?.text).toBe('new')
    search.clear()
    await settled()
    expect(search.answer).toBeNull()
  })

  it('keeps the last answer when a later one fails, and says so', async () => {
    const { bridge, search } = library()
    search.type('rain')
    await settled()
    bridge.options.errors = { 'search.query': 'model-missing' }
    search.type('rains')
    await settled()
    expect(search.failure?.code).toBe('model-missing')
    expect(search.answer?.text).toBe('rain')
  })

  it('asks again while the library is being heard', async () => {
    const { bridge, search } = library()
    search.type('rain')
    await settled()
    for (let tell = 0; tell < 5; tell++) bridge.emit('library.changed', { tracks: 0, analysed: 1 })
    await vi.advanceTimersByTimeAsync(5000)
    expect(calls(bridge, 'search.query')).toBe(2)
  })
})

describe('track list', () => {
  it('shows the library, then what is above the line, then all', async () => {
    const { library: all, search, list } = library()
    await Promise.all([all.load(), settled()])
    expect(list.length).toBe(100)
    search.type('rain')
    await settled()
    expect(list.length).toBe(6)
    expect(list.item(5)).toEqual({ kind: 'line' })
    await Promise.all([search.expand(true), settled()])
    expect(list.length).toBe(101)
    expect(list.item(6)).toMatchObject({ kind: 'track', place: 5 })
    list.move(6)
    expect([list.place, list.activeRow]).toEqual([6, 7])
    list.move(Infinity)
    expect(list.place).toBe(99)
    list.move(-Infinity)
    expect(list.place).toBe(0)
  })

  it('sorts what was found by a column, each side of the line by itself, until something else is asked', async () => {
    const { bridge, library: all, search, list } = library()
    await Promise.all([all.load(), settled()])
    search.type('rain')
    await settled()
    await Promise.all([search.expand(true), settled()])
    const best = [...Array.from(list.ids)]
    await Promise.all([search.order.sortBy('added'), settled()])
    const byNumber = (ids: number[]): number[] => ids.toSorted((a, b) => a - b)
    expect(Array.from(list.ids)).toEqual([...byNumber(best.slice(0, 5)), ...byNumber(best.slice(5))])
    expect(best).not.toEqual(Array.from(list.ids))
    // The library changed: the order stays, over one answer.
    await Promise.all([search.ask(), settled()])
    expect(Array.from(list.ids).slice(0, 5)).toEqual(byNumber(best.slice(0, 5)))
    await Promise.all([search.order.sortBy('added'), settled()])
    expect(Array.from(list.ids).slice(0, 5)).toEqual(byNumber(best.slice(0, 5)).toReversed())
    await Promise.all([search.order.sortBy('added'), settled()])
    expect(Array.from(list.ids)).toEqual(best)

    await Promise.all([search.order.sortBy('added'), settled()])
    search.type('rain on')
    await settled()
    expect([search.order.sort, search.order.places]).toEqual([null, null])
    const asked = calls(bridge, 'library.sorted')
    bridge.options.errors = { 'library.sorted': 'internal' }
    await Promise.all([search.order.sortBy('year'), settled()])
    expect([search.order.sort, search.failure?.code, calls(bridge, 'library.sorted')]).toEqual([
      null,
      'internal',
      asked + 1
    ])
  })

  it('keeps the place by track when the order changes', async () => {
    const { library: all, list } = library()
    await Promise.all([all.load(), settled()])
    list.choose(3)
    await Promise.all([all.sortBy('added'), settled()])
    await Promise.all([all.sortBy('added'), settled()])
    expect(all.descending).toBe(true)
    expect([list.activeId, list.place]).toEqual([3, 97])
  })
})

describe('jobs', () => {
  it('a done job leaves by itself, a failed one stays', async () => {
    const bridge = new FakeBridge()
    const jobs = new Jobs(bridge, vi.fn())
    bridge.emit('job', fakeJob('scan', { id: 1, state: 'done' }))
    bridge.emit('job', fakeJob('analysis', { id: 2, state: 'failed' }))
    expect(jobs.shown.map(job => job.id)).toEqual([1, 2])
    await vi.advanceTimersByTimeAsync(10_000)
    expect(jobs.shown.map(job => job.id)).toEqual([2])
    bridge.emit('job', fakeJob('analysis', { id: 3 }))
    expect(jobs.shown.map(job => job.id)).toEqual([3])
    expect(jobs.analysing).toBe(true)
  })
})

describe('notices', () => {
  it('messages leave, failures stay, and nothing is said twice', async () => {
    const notices = new Notices()
    notices.say('Removed.')
    notices.fail({ code: 'internal', message: 'One.' })
    notices.fail({ code: 'internal', message: 'One.' })
    notices.fail({ code: 'cancelled', message: 'Stopped.' })
    expect(notices.all).toHaveLength(2)
    await vi.advanceTimersByTimeAsync(10_000)
    expect(notices.all.map(notice => notice.failure?.message)).toEqual(['One.'])
  })
})

describe('preferences', () => {
  it('take back what could not be kept', async () => {
    const failed = vi.fn()
    const preferences = new Preferences(new FakeBridge({ errors: { 'settings.set': 'disk-full' } }), failed)
    const done = preferences.set({ theme: 'dark' })
    expect(preferences.value.theme).toBe('dark')
    await Promise.all([done, settled()])
    expect(preferences.value.theme).toBe('system')
    expect(failed).toHaveBeenCalledOnce()
  })
})
