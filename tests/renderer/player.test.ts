import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { Player } from '../../src-renderer/state/player.svelte.ts'
import { ElementSound, type SoundElement } from '../../src-renderer/state/player/element-sound.ts'
import { Queue } from '../../src-renderer/state/player/queue.svelte.ts'
import { Rows } from '../../src-renderer/state/rows.svelte.ts'
import type { TrackRow } from '#contract/entities.ts'
import { FakeBridge } from '../support/fake-bridge.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const settled = (): Promise<unknown> => vi.advanceTimersByTimeAsync(1000)
const calls = (bridge: FakeBridge, name: string): number =>
  bridge.calls.filter(call => call.name === name).length

describe('player', () => {
  function player() {
    const bridge = new FakeBridge({ tracks: 100, analysed: 100 })
    const rows = new Rows(bridge, vi.fn())
    const queue = new Queue(bridge, vi.fn())
    const target = new EventTarget()
    const sound = Object.assign(target, {
      src: '',
      currentTime: 0,
      duration: 200,
      paused: true,
      volume: 1,
      muted: false,
      error: null as MediaError | null,
      play: () => Promise.resolve(),
      pause: () => undefined
    })
    vi.spyOn(bridge, 'mediaUrl').mockImplementation(id => `media:${id}`)
    const counted = vi.fn()
    const skipped = vi.fn<(track: TrackRow) => void>()
    const player = new Player(
      bridge,
      rows,
      queue,
      new ElementSound(id => bridge.mediaUrl(id), sound as unknown as SoundElement),
      counted,
      skipped
    )
    const hear = (from: number, to: number): void => {
      for (let time = from; time <= to; time++) {
        sound.currentTime = time
        sound.dispatchEvent(new Event('timeupdate'))
      }
    }
    return { bridge, queue, sound, player, counted, skipped, hear }
  }

  it('goes on to the next track and starts from a moment once the length is known', async () => {
    const { sound, player: it } = player()
    await Promise.all([it.play([4, 5], 0, 30), settled()])
    expect([sound.src, it.time]).toEqual(['media:4', 30])
    sound.dispatchEvent(new Event('loadedmetadata'))
    expect(sound.currentTime).toBe(30)
    sound.dispatchEvent(new Event('ended'))
    await settled()
    expect(it.track?.id).toBe(5)
  })

  it('heat follows the words, and says nothing without any', async () => {
    const { bridge, player: it } = player()
    await Promise.all([it.play([4], 0), settled()])
    expect(it.heat).toBeNull()
    await Promise.all([it.follow('rain'), settled()])
    expect(it.moments.length).toBeGreaterThan(0)
    expect(bridge.calls.at(-1)).toEqual({ name: 'search.heat', input: { id: 4, text: 'rain' } })
    await Promise.all([it.follow(''), settled()])
    expect(it.heat).toBeNull()
  })

  it('counts a track once as played after half of it, and not what was jumped over', async () => {
    const { bridge, sound, player: it, counted, hear } = player()
    await Promise.all([it.play([4, 5], 0), settled()])
    sound.dispatchEvent(new Event('loadedmetadata'))
    hear(1, 60)
    it.seek(190)
    hear(190, 199)
    await settled()
    expect(calls(bridge, 'library.played')).toBe(0)
    it.seek(60)
    hear(61, 199)
    await settled()
    expect(bridge.calls.filter(({ name }) => name === 'library.played')).toEqual([
      { name: 'library.played', input: { id: 4 } }
    ])
    expect(counted).toHaveBeenCalledExactlyOnceWith(4, expect.objectContaining({ plays: 5 }))

    sound.dispatchEvent(new Event('ended'))
    await settled()
    sound.duration = 3000
    sound.dispatchEvent(new Event('loadedmetadata'))
    hear(0, 239)
    await settled()
    expect(calls(bridge, 'library.played')).toBe(1)
    hear(240, 241)
    await settled()
    expect(calls(bridge, 'library.played')).toBe(2)
  })

  it('goes back to where the queue was from what is listened to beside it', async () => {
    const { sound, player: it, queue } = player()
    await Promise.all([it.play([4, 5], 0), settled()])
    sound.dispatchEvent(new Event('play'))
    sound.currentTime = 60
    sound.dispatchEvent(new Event('timeupdate'))
    await Promise.all([it.hear(9, 30), settled()])
    await Promise.all([it.hear(8), settled()])
    expect([sound.src, queue.current?.id]).toEqual(['media:8', 4])
    sound.dispatchEvent(new Event('ended'))
    await settled()
    sound.dispatchEvent(new Event('loadedmetadata'))
    expect([sound.src, sound.currentTime, it.beside]).toEqual(['media:4', 60, null])
    await Promise.all([it.next(), settled()])
    expect(sound.src).toBe('media:5')
  })

  it('is where one jumped to, also where that was before the sound was there', async () => {
    const { sound, player: it } = player()
    await Promise.all([it.play([4], 0, 30), settled()])
    it.seek(100)
    expect(it.time).toBe(100)
    sound.dispatchEvent(new Event('loadedmetadata'))
    expect(sound.currentTime).toBe(100)
    it.seek(50)
    expect(sound.currentTime).toBe(50)
  })

  it('plays passages in a row, and stops behind the last', async () => {
    const { sound, player: it, hear } = player()
    const pause = vi.spyOn(sound, 'pause')
    const passages = [
      { id: 4, start: 10, end: 20 },
      { id: 5, start: 50, end: 60 }
    ]
    await Promise.all([it.play(passages, 0), settled()])
    sound.dispatchEvent(new Event('loadedmetadata'))
    expect(sound.currentTime).toBe(10)
    hear(11, 20)
    await settled()
    sound.dispatchEvent(new Event('loadedmetadata'))
    expect([sound.src, sound.currentTime]).toEqual(['media:5', 50])
    hear(51, 60)
    await settled()
    expect(pause).toHaveBeenCalledOnce()
  })

  it('passes over what cannot be heard where it comes by itself, a few in a row, and says which', async () => {
    const { sound, player: it, skipped, hear } = player()
    const fails = async (): Promise<void> => {
      sound.error = { code: 4 } as MediaError
      sound.dispatchEvent(new Event('error'))
      await settled()
    }
    await Promise.all([it.play([4, 5, 6, 7, 8, 9, 10, 11, 12, 13], 0), settled()])
    hear(1, 3)
    sound.dispatchEvent(new Event('ended'))
    await settled()
    await fails()
    expect([it.track?.id, it.trouble, skipped.mock.calls.map(([{ id }]) => id)]).toEqual([6, null, [5]])
    for (let n = 0; n < 4; n++) await fails()
    expect([it.track?.id, it.trouble]).toEqual([10, null])
    // A drive that is gone.
    await fails()
    expect([it.track?.id, it.trouble, skipped.mock.calls.length]).toEqual([10, 'unplayable', 5])
    // What somebody asks for says why.
    await Promise.all([it.next(), settled()])
    await fails()
    expect([it.track?.id, it.trouble]).toEqual([11, 'unplayable'])
  })

  it('tells a file that cannot be reached from one that cannot be played', async () => {
    const { sound, player: it } = player()
    await Promise.all([it.play([4], 0), settled()])
    sound.error = { code: 4 } as MediaError
    sound.dispatchEvent(new Event('error'))
    expect(it.trouble).toBe('unplayable')
    sound.error = { code: 2 } as MediaError
    sound.dispatchEvent(new Event('error'))
    expect(it.trouble).toBe('gone')
  })
})
