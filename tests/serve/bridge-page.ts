import type { PageBridge } from '../../src-main/contract/bridge.ts'
import { connect } from '../../src-renderer/bridge/connect.ts'
import type { Source } from '../../src-renderer/state/player/sound.ts'
import { open } from '../../src-renderer/state/player/stream/sequence.ts'
import { Stream } from '../../src-renderer/state/player/stream/stream.ts'
import { Tape } from '../../src-renderer/state/player/stream/tape.ts'

declare global {
  interface Window {
    bridge?: PageBridge
    refused?: unknown
    /** Plays tracks one after the other into nothing, and compares that with what the engine decodes. */
    playThrough: typeof playThrough
  }
}

/** A page with nothing but the bridge, for the tests beside it. */
connect().then(
  bridge => {
    window.bridge = bridge
  },
  (thrown: unknown) => {
    window.refused = thrown
  }
)

window.playThrough = playThrough

/** `whole`: the recording that the tracks were cut from; null compares with the tracks themselves, decoded at once. */
async function playThrough(ids: number[], whole: number | null): Promise<Heard> {
  const ask = (...asked: Parameters<Parameters<typeof open>[0]>) =>
    window.bridge!.call('audio.sound', ...asked)
  const { signal } = new AbortController()
  const sources = ids.map((id): Source => ({
    id,
    key: id,
    from: 0,
    until: null,
    length: null,
    factor: 1,
    fade: 0
  }))
  const opened = await open(ask, sources[0]!, null, signal)
  const { rate } = opened.first
  const all = async (id: number): Promise<number[]> => {
    const { samples, channels } = await ask({ id, from: 0, seconds: 10, rate }, signal)
    return Array.from({ length: samples.length / channels }, (_, frame) => samples[frame * channels]!)
  }
  const tracks = await Promise.all(ids.map(all))
  const frames = tracks.map(({ length }) => length)
  const expected = whole === null ? tracks.flat() : await all(whole)

  const length = expected.length + 2 * rate
  const context = new OfflineAudioContext(2, length, rate)
  const tape = await Tape.on(context, () => undefined)
  tape.tell({ kind: 'start', at: 0 })
  const following = {
    key: () => null,
    source: (after: Source) => Promise.resolve(sources[sources.indexOf(after) + 1] ?? null),
    longestFade: () => 0
  }
  const stream = new Stream(opened, 0, ask, following, (at, planes) => tape.write(at, planes))
  await stream.fill(Infinity)
  tape.tell({ kind: 'run', run: true })
  // Between pieces of time the worklet hears what it is told.
  for (let at = 1024; at < length; at += 16_384) void context.suspend(at / rate).then(() => context.resume())
  const played = (await context.startRendering()).getChannelData(0)
  const begin = played.findIndex(sample => sample === expected.find(Boolean)!) - expected.findIndex(Boolean)
  const differing = expected.findIndex((sample, frame) => sample !== played[begin + frame])
  const silentAfter = played.subarray(begin + expected.length).every(sample => sample === 0)
  return { rate, frames, played: stream.written, differing, silentAfter }
}

interface Heard {
  rate: number
  /** Of each track, decoded by itself. */
  frames: number[]
  /** In all. */
  played: number
  /** The first sample that is another one than it should be; -1 where none is. */
  differing: number
  silentAfter: boolean
}
