import type { Following, Source } from '../sound.ts'
import type { Planes } from './messages.ts'
import { framesOf } from './mix.ts'
import { open, sequence, type Ask, type Opened, type Part } from './sequence.ts'

/** From a frame on it is this source that is heard, from a second of it on. */
export interface Mark {
  frame: number
  source: Source
  from: number
  /** Counts the beginnings: the same for what was only written anew. */
  turn: number
}

/**
 * What is written for the worklet: a source and those that follow it, in frames that are counted through all of them. What was
 * written and is not heard yet can be written anew.
 */
export class Stream {
  readonly rate: number
  readonly #ask: Ask
  readonly #following: Following
  readonly #write: (at: number, planes: Planes) => void
  #marks: Mark[] = []
  #written: number
  #parts: AsyncGenerator<Part>
  #stop = new AbortController()
  #filling: Promise<void> | null = null
  /** Nothing follows by itself behind what is written. */
  #complete = false
  /** What follows and could not be had when it was its turn: it is not asked for over and over. */
  readonly #refused = new Set<number>()
  /** Why it ends before its end. */
  failure: unknown = null

  /** `at`: the frame it begins at. */
  constructor(
    opened: Opened,
    at: number,
    ask: Ask,
    following: Following,
    write: (at: number, planes: Planes) => void
  ) {
    this.rate = opened.first.rate
    this.#ask = ask
    this.#following = following
    this.#write = write
    this.#written = at
    this.#parts = sequence(opened, ask, following, this.#stop.signal)
  }

  get written(): number {
    return this.#written
  }

  /** Where it ends; null where more is to come. */
  get end(): number | null {
    return this.#complete ? this.#written : null
  }

  /** What is heard at a frame. */
  markAt(frame: number): Mark | null {
    return this.#marks.findLast(mark => mark.frame <= frame) ?? null
  }

  /** What began to be heard up to a frame, behind a turn. */
  begunSince(turn: number, frame: number): Mark[] {
    return this.#marks.filter(mark => mark.turn > turn && mark.frame <= frame)
  }

  secondsAt(frame: number): number {
    const mark = this.markAt(frame)
    return mark === null ? 0 : mark.from + (frame - mark.frame) / this.rate
  }

  /** Writes on to a frame, or to its end. One at a time: who comes meanwhile waits with the first. */
  fill(to: number): Promise<void> {
    this.#filling ??= this.#fill(to).finally(() => (this.#filling = null))
    return this.#filling
  }

  async #fill(to: number): Promise<void> {
    while (this.#written < to && !this.#complete) {
      const parts = this.#parts
      const found = await parts.next().catch((thrown: unknown) => ({ thrown }))
      // Meanwhile something else is to be written.
      if (parts !== this.#parts) continue
      if ('thrown' in found) this.failure = found.thrown
      if ('thrown' in found || found.done) this.#complete = true
      else this.#take(found.value)
    }
  }

  #take(part: Part): void {
    if ('sound' in part) {
      const at = this.#written
      // Whoever takes it may take it away.
      this.#written += framesOf(part.sound)
      this.#write(at, part.sound)
      return
    }
    const turn = (this.#marks.at(-1)?.turn ?? 0) + 1
    this.#marks.push({ frame: this.#written, source: part.begins, from: part.begins.from, turn })
  }

  /** What lies before the one that is heard at a frame is no longer wanted. */
  forget(frame: number): void {
    const now = this.#marks.findLastIndex(mark => mark.frame <= frame)
    if (now > 0) this.#marks = this.#marks.slice(now)
  }

  /** Writes anew what was written behind the one that is heard at a frame, where something else follows it now. */
  follow(frame: number): number | null {
    const turn = this.markAt(frame)?.turn
    const next = this.#marks.find(mark => mark.frame > frame && mark.turn !== turn)
    const key = this.#following.key()
    if (next ? next.source.key === key : !this.#complete || key === null || this.#refused.has(key))
      return null
    if (!next) this.#refused.add(key!)
    return this.rewrite(next?.frame ?? this.#written)
  }

  /**
   * Forgets what was written from a frame on, and writes it anew from what is heard there, in another form where that is
   * wanted. Gives the frame.
   */
  rewrite(from: number, change: Partial<Source> = {}): number | null {
    const mark = this.#marks.findLast(one => one.frame < from)
    if (!mark) return null
    this.#stop.abort()
    this.#stop = new AbortController()
    const seconds = mark.from + (from - mark.frame) / this.rate
    const source = { ...mark.source, ...change, from: seconds }
    const { turn } = mark
    this.#marks = [
      ...this.#marks.filter(one => one.frame < from),
      { frame: from, source, from: seconds, turn }
    ]
    this.#written = from
    this.#complete = false
    this.#parts = this.#again(source, this.#stop.signal)
    return from
  }

  async *#again(source: Source, signal: AbortSignal): AsyncGenerator<Part> {
    const opened = await open(this.#ask, source, this.rate, signal)
    const parts = sequence(opened, this.#ask, this.#following, signal)
    // It was heard to begin before.
    await parts.next()
    yield* parts
  }

  close(): void {
    this.#stop.abort()
  }
}
