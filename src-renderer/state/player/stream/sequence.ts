import type { SoundPiece } from '#contract/sound.ts'
import type { Input } from '#contract/requests.ts'
import type { Following, Source } from '../sound.ts'
import type { Planes } from './messages.ts'
import { crossfade, framesOf, Held, planesOf } from './mix.ts'

export type Ask = (asked: Input<'audio.sound'>, signal: AbortSignal) => Promise<SoundPiece>

/** Seconds of the first piece, which is waited for, and of those that come later. */
const firstPiece = 0.25
const longestPiece = 2
/** So much longer than the library has it a track may be, seconds. */
const leeway = 10

/** Sound, or that from here on it is that of another one. */
export type Part = { sound: Planes } | { begins: Source }

export interface Opened {
  source: Source
  first: SoundPiece
}

/** Asks for the beginning of a source: at which rate it has its sound is known afterwards. */
export async function open(
  ask: Ask,
  source: Source,
  rate: number | null,
  signal: AbortSignal
): Promise<Opened> {
  const { id, from } = source
  return { source, first: await ask({ id, from, seconds: firstPiece, rate }, signal) }
}

/**
 * One source and all that follow it by themselves, without a sample between them, as far as they have one rate. A failure
 * ends it; so does a next one that cannot be had, which whoever plays hears of when it asks for that itself.
 */
export async function* sequence(
  opened: Opened,
  ask: Ask,
  following: Following,
  signal: AbortSignal
): AsyncGenerator<Part> {
  const { rate } = opened.first
  const held = new Held()
  let now: Opened = opened
  /** The end of the one before, into which this one fades. */
  let tail: Planes | null = null
  for (;;) {
    yield { begins: now.source }
    let at = 0
    for await (const planes of readAll(now, ask, signal)) {
      if (tail !== null && at < framesOf(tail)) crossfade(planes, tail, at)
      at += framesOf(planes)
      held.push(planes)
      const free = held.frames - heldBack(now.source, now.source.from + at / rate, following) * rate
      if (free >= 1) yield { sound: held.take(Math.floor(free)) }
    }
    const next = await nextOf(now.source, following, ask, rate, signal)
    const fade = next === null ? 0 : Math.min(held.frames, Math.round(next.source.fade * rate))
    if (held.frames > fade) yield { sound: held.take(held.frames - fade) }
    if (next === null) return
    tail = fade > 0 ? held.take(fade) : null
    now = next
  }
}

/** Seconds that wait for what may fade into them: only near the end, so that a beginning is heard at once. */
function heldBack({ length }: Source, now: number, following: Following): number {
  const fade = following.longestFade()
  return now < (length ?? 0) - fade - leeway ? 0 : fade
}

async function nextOf(
  after: Source,
  following: Following,
  ask: Ask,
  rate: number,
  signal: AbortSignal
): Promise<Opened | null> {
  const source = await following.source(after)
  if (source === null || signal.aborted) return null
  try {
    const opened = await open(ask, source, null, signal)
    if (opened.first.rate === rate) return opened
    // Where they are not to run into one another, the other one is played at its own rate, behind this one.
    return source.fade > 0 ? await open(ask, source, rate, signal) : null
  } catch {
    return null
  }
}

/** All samples of a source, as loud as it is to be. */
async function* readAll({ source, first }: Opened, ask: Ask, signal: AbortSignal): AsyncGenerator<Planes> {
  const { id, until, factor } = source
  const { rate } = first
  const end = until === null ? Infinity : Math.round(until * rate)
  let seconds = firstPiece
  for (let piece = first; ;) {
    const planes = planesOf(piece, factor)
    const frames = Math.min(framesOf(planes), Math.max(0, end - piece.at))
    if (frames > 0) yield frames === framesOf(planes) ? planes : upTo(planes, frames)
    const at = piece.at + framesOf(planes)
    if (piece.ended || at >= end) return
    seconds = Math.min(longestPiece, seconds * 2)
    piece = await ask({ id, from: at / rate, seconds, rate }, signal)
  }
}

const upTo = ([left, right]: Planes, frames: number): Planes => [
  left.slice(0, frames),
  right.slice(0, frames)
]
