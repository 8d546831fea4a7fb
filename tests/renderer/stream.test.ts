import { describe, expect, it, vi } from 'vitest'
import type { SoundPiece } from '#contract/sound.ts'
import type { Following, Source } from '../../src-renderer/state/player/sound.ts'
import { Stream } from '../../src-renderer/state/player/stream/stream.ts'
import { open, type Ask } from '../../src-renderer/state/player/stream/sequence.ts'

const rate = 1000
const { signal } = new AbortController()

/** Tracks whose samples say which they are: hundreds for the track, thousandths for the frame. */
function engine(lengths: Record<number, number>, rates: Record<number, number> = {}) {
  const ask = vi.fn<Ask>(({ id, from, seconds, rate: wanted }) => {
    const length = lengths[id]
    if (length === undefined) return Promise.reject(new Error('damaged'))
    const own = wanted ?? rates[id] ?? rate
    const at = Math.round(from * own)
    const frames = Math.max(0, Math.min(length - at, Math.round(seconds * own)))
    const samples = Float32Array.from({ length: 2 * frames }, (_, i) => sample(id, at + (i >> 1)))
    return Promise.resolve({
      samples,
      channels: 2,
      rate: own,
      at,
      ended: at + frames >= length
    } satisfies SoundPiece)
  })
  return ask
}

const sample = (id: number, frame: number): number => Math.fround(id + frame / 10_000)
const track = (id: number, frames: number, from = 0): number[] =>
  Array.from({ length: frames - from }, (_, i) => sample(id, from + i))

const source = (id: number, over: Partial<Source> = {}): Source => ({
  id,
  key: id * 10,
  from: 0,
  until: null,
  length: null,
  factor: 1,
  fade: 0,
  ...over
})

/** A stream of a queue, and what was written for the worklet. */
async function playing(ask: Ask, queue: Source[], { from = queue[0]!, longestFade = 0 } = {}) {
  const heard: number[] = []
  const list = { queue, longestFade }
  const following: Following = {
    key: () => list.queue[1]?.key ?? null,
    source: ({ key }) =>
      Promise.resolve(list.queue[list.queue.findIndex(one => one.key === key) + 1] ?? null),
    longestFade: () => list.longestFade
  }
  const stream = new Stream(await open(ask, from, null, signal), 0, ask, following, (at, [left]) => {
    heard.length = at
    heard.push(...left)
  })
  return { stream, heard, list }
}

describe('what is written for the worklet', () => {
  it('is one track behind the other without a sample between or missing', async () => {
    const ask = engine({ 1: 1234, 2: 777, 3: 1 })
    const { stream, heard } = await playing(ask, [source(1), source(2), source(3)])
    await stream.fill(Infinity)
    expect(heard).toEqual([...track(1, 1234), ...track(2, 777), ...track(3, 1)])
    expect(stream.end).toBe(1234 + 777 + 1)
    expect(stream.begunSince(1, 2011).map(mark => mark.source.id)).toEqual([2, 3])
    expect([1233, 1234, 2010, 2011].map(frame => stream.markAt(frame)!.source.id)).toEqual([1, 2, 2, 3])
    expect(stream.secondsAt(1300)).toBeCloseTo(0.066)
  })

  it('is no further ahead than it has to be', async () => {
    const ask = engine({ 1: 60_000 })
    const { stream } = await playing(ask, [source(1)])
    await stream.fill(5000)
    expect(stream.written).toBeGreaterThanOrEqual(5000)
    expect(stream.written).toBeLessThan(8000)
    expect(stream.end).toBeNull()
  })

  it('is as loud as each is to be, from its first sample on', async () => {
    const { stream, heard } = await playing(engine({ 1: 500, 2: 500 }), [
      source(1, { factor: 0.5 }),
      source(2, { factor: 0.25 })
    ])
    await stream.fill(Infinity)
    expect(heard[499]).toBe(Math.fround(sample(1, 499) * 0.5))
    expect(heard[500]).toBe(Math.fround(sample(2, 0) * 0.25))
  })

  it('is a passage from its first to its last sample', async () => {
    const passages = [source(1, { from: 0.1, until: 0.7 }), source(2, { from: 0.05, until: 0.06 })]
    const { stream, heard } = await playing(engine({ 1: 5000, 2: 5000 }), passages)
    await stream.fill(Infinity)
    expect(heard).toEqual([...track(1, 700, 100), ...track(2, 60, 50)])
  })

  it('is written anew behind the track that plays when something else follows', async () => {
    const { stream, heard, list } = await playing(engine({ 1: 800, 2: 800, 3: 300 }), [source(1), source(2)])
    await stream.fill(Infinity)
    expect(stream.follow(100)).toBeNull()
    list.queue = [source(1), source(3)]
    expect(stream.follow(100)).toBe(800)
    await stream.fill(Infinity)
    expect(heard).toEqual([...track(1, 800), ...track(3, 300)])
  })

  it('goes on behind its end when something follows later, and asks once for what cannot be had', async () => {
    const ask = engine({ 1: 800, 2: 200 })
    const { stream, heard, list } = await playing(ask, [source(1)])
    await stream.fill(Infinity)
    expect(stream.follow(100)).toBeNull()
    list.queue = [source(1), source(7)]
    expect(stream.follow(100)).toBe(800)
    await stream.fill(Infinity)
    expect(stream.follow(100)).toBeNull()
    list.queue = [source(1), source(2)]
    expect(stream.follow(100)).toBe(800)
    await stream.fill(Infinity)
    expect(heard).toEqual([...track(1, 800), ...track(2, 200)])
  })

  it('ends before a track of another rate, which is to be played as it is', async () => {
    const { stream, heard } = await playing(engine({ 1: 500, 2: 500 }, { 2: 2000 }), [source(1), source(2)])
    await stream.fill(Infinity)
    expect([heard.length, stream.end]).toEqual([500, 500])
  })

  it('changes its loudness in the middle and misses nothing', async () => {
    const { stream, heard } = await playing(engine({ 1: 4000 }), [source(1)])
    await stream.fill(1500)
    expect(stream.rewrite(1200, { factor: 0.5 })).toBe(1200)
    await stream.fill(Infinity)
    const expected = track(1, 4000).map((value, frame) => (frame < 1200 ? value : Math.fround(value * 0.5)))
    expect(heard).toEqual(expected)
    expect(stream.markAt(1300)!.turn).toBe(stream.markAt(0)!.turn)
    expect(stream.secondsAt(1300)).toBeCloseTo(1.3)
  })

  it('fades one into the other with the power of both, as long as it may', async () => {
    const fade = 0.3
    const { stream, heard } = await playing(engine({ 1: 1000, 2: 1000 }), [source(1), source(2, { fade })], {
      longestFade: fade
    })
    await stream.fill(Infinity)
    expect(heard.length).toBe(1700)
    expect(heard.slice(0, 700)).toEqual(track(1, 700))
    expect(heard.slice(1000)).toEqual(track(2, 1000, 300))
    const angle = (100.5 / 300) * (Math.PI / 2)
    expect(heard[800]).toBeCloseTo(sample(1, 800) * Math.cos(angle) + sample(2, 100) * Math.sin(angle), 5)
    expect(stream.markAt(700)!.source.id).toBe(2)
    // Also into one of another rate, which comes at this one.
    const other = await playing(engine({ 1: 1000, 2: 1000 }, { 2: 2000 }), [source(1), source(2, { fade })], {
      longestFade: fade
    })
    await other.stream.fill(Infinity)
    expect(other.heard.length).toBe(1700)
  })

  it('is heard at once where a fade is far away', async () => {
    const { stream, heard } = await playing(engine({ 1: 30_000 }), [source(1, { length: 30 })], {
      longestFade: 12
    })
    await stream.fill(1)
    expect(heard).toEqual(track(1, 250))
  })

  it('ends where the engine fails in the middle, and says why', async () => {
    const ask = engine({ 1: 4000 })
    const { stream } = await playing(ask, [source(1)])
    ask.mockRejectedValue(new Error('gone'))
    await stream.fill(Infinity)
    expect([stream.end, stream.failure]).toEqual([250, new Error('gone')])
  })
})
