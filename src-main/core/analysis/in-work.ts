import { z } from 'zod'
import { readSmallJson, writeSmallJson } from '../inference/small-json.ts'

/** A track is left out after the process has ended so many times while it was being heard. */
const mostEnds = 2

/** `ends`: how many times the process ended over the track without a word. */
const entries = z.array(z.tuple([z.int(), z.object({ ends: z.int().min(0), now: z.boolean() })]))
type Entry = z.infer<typeof entries>[number][1]

/**
 * Remembers in a small file which tracks are being heard, since a crash in native code takes the whole process along:
 * a file that does that must not do it at every start. A kill or a power cut looks the same, hence two of them. A
 * track that was there when the process ended is heard with no other such track beside it, so that the next end tells
 * which one it was.
 */
export class InWork {
  readonly #file: string
  #entries = new Map<number, Entry>()
  #turn: Promise<unknown> = Promise.resolve()

  constructor(file: string) {
    this.#file = file
  }

  /** Before the first track: what is still in work by the file was so when the process before this one ended. */
  takeStock(): void {
    const known = readSmallJson(this.#file, entries, [])
    this.#entries = new Map(
      known.map(([id, { ends, now }]) => [id, { ends: now ? ends + 1 : ends, now: false }])
    )
    if (known.some(([, { now }]) => now)) this.#write()
  }

  /** Whether the process has ended over it before. */
  isSuspect(id: number): boolean {
    return (this.#entries.get(id)?.ends ?? 0) > 0
  }

  /** Whether that happened too often. True once: a track that is asked for again starts anew. */
  isGivenUp(id: number): boolean {
    if ((this.#entries.get(id)?.ends ?? 0) < mostEnds) return false
    this.#forget(id)
    return true
  }

  /** Does the work on a track and keeps the file true meanwhile. Throws what the work throws. */
  async during<Result>(id: number, signal: AbortSignal, work: () => Promise<Result>): Promise<Result> {
    if (!this.isSuspect(id)) return this.#mark(id, signal, work)
    const turn = this.#turn.then(() => this.#mark(id, signal, work))
    this.#turn = turn.catch(() => null)
    return turn
  }

  async #mark<Result>(id: number, signal: AbortSignal, work: () => Promise<Result>): Promise<Result> {
    const ends = this.#entries.get(id)?.ends ?? 0
    this.#entries.set(id, { ends, now: true })
    this.#write()
    try {
      return await work()
    } finally {
      // Cancelled work has shown nothing: what was held against the track stays.
      if (signal.aborted && ends > 0) {
        this.#entries.set(id, { ends, now: false })
        this.#write()
      } else this.#forget(id)
    }
  }

  #forget(id: number): void {
    this.#entries.delete(id)
    this.#write()
  }

  #write(): void {
    writeSmallJson(this.#file, [...this.#entries])
  }
}
