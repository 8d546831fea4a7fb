import { z } from 'zod'
import { EarshotError } from '#contract/errors.ts'
import { readSmallJson, writeSmallJson } from '../inference/small-json.ts'

/** A track is left out after the process has crashed so many times while it was being heard. */
const mostCrashes = 2

/** `crashes`: how many times the process is known to have crashed over the track. */
const entries = z.array(z.tuple([z.int(), z.object({ crashes: z.int().min(0), now: z.boolean() })]))
type Entry = z.infer<typeof entries>[number][1]

/**
 * Remembers in a small file which tracks are being heard, since a crash in native code takes the whole process along:
 * a file that does that must not do it at every start. A kill, a power cut or a machine without memory looks the same
 * from here and says nothing of the file. So a track that was there when the process ended is only suspect: it comes
 * last, with no other such track beside it, and in a process of its own where there is one, whose end shows what it was.
 * Only where somebody has seen that this process crashed is it counted against the tracks it was at.
 */
export class InWork {
  readonly #file: string
  #entries = new Map<number, Entry>()
  /** Those that a process has ended over before. */
  #suspects = new Set<number>()
  #turn: Promise<unknown> = Promise.resolve()

  constructor(file: string) {
    this.#file = file
  }

  /**
   * Before the first track: what is still in work by the file was so when the process before this one ended.
   * `crashed`: it is known to have crashed.
   */
  takeStock(crashed: boolean): void {
    const known = readSmallJson(this.#file, entries, [])
    this.#entries = new Map(
      known.map(([id, { crashes, now }]) => [
        id,
        { crashes: now && crashed ? crashes + 1 : crashes, now: false }
      ])
    )
    this.#suspects = new Set(this.#entries.keys())
    if (known.some(([, { now }]) => now)) this.#write()
  }

  /** Whether a process has ended over it before. */
  isSuspect(id: number): boolean {
    return this.#suspects.has(id)
  }

  /** Whether it crashed over it too often. True once: a track that is asked for again starts anew. */
  isGivenUp(id: number): boolean {
    if ((this.#entries.get(id)?.crashes ?? 0) < mostCrashes) return false
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
    const crashes = this.#entries.get(id)?.crashes ?? 0
    this.#entries.set(id, { crashes, now: true })
    this.#write()
    let interrupted = false
    try {
      return await work()
    } catch (thrown) {
      interrupted = thrown instanceof EarshotError && thrown.code === 'interrupted'
      throw thrown
    } finally {
      // Work that was cancelled, or ended from outside, has shown nothing: a suspect stays one.
      const shown = !signal.aborted && !interrupted
      if (shown || !this.isSuspect(id)) this.#forget(id)
      else {
        this.#entries.set(id, { crashes, now: false })
        this.#write()
      }
    }
  }

  #forget(id: number): void {
    this.#entries.delete(id)
    this.#suspects.delete(id)
    this.#write()
  }

  #write(): void {
    writeSmallJson(this.#file, [...this.#entries])
  }
}
