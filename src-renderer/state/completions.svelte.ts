import type { PageBridge } from '#contract/bridge.ts'
import type { Completion } from '#contract/searches.ts'
import { say } from '../text/say.ts'
import type { Notices } from './notices.svelte.ts'

/** Milliseconds of silence before ways to go on are asked for: the answer to the search comes first. */
const pause = 120
/** So many searches are offered to who never asked one. */
const mostTries = 3
/** How often they are asked for while tracks keep arriving, milliseconds. */
const settle = 10_000
/** A search that stands so long is meant. */
const meant = 2500

/** What the search box offers while somebody types, and what was meant before. */
export class Completions {
  items = $state.raw<readonly Completion[]>([])
  /** Which of them the arrow keys are at; -1: none. */
  active = $state(-1)
  /** Searches that find something here, until one is meant for the first time. */
  tries = $state.raw<readonly string[]>([])

  readonly #bridge: PageBridge
  readonly #notices: Notices
  readonly #failed: (thrown: unknown) => void
  #timer: ReturnType<typeof setTimeout> | null = null
  #meant: ReturnType<typeof setTimeout> | null = null
  #asked = 0
  #waits = false

  constructor(bridge: PageBridge, notices: Notices, failed: (thrown: unknown) => void) {
    this.#bridge = bridge
    this.#notices = notices
    this.#failed = failed
    // While it listens, more can be found.
    bridge.on('library.changed', () => this.#triesSoon())
  }

  #triesSoon(): void {
    if (this.#waits || this.tries.length >= mostTries) return
    this.#waits = true
    setTimeout(() => {
      this.#waits = false
      void this.loadTries()
    }, settle)
  }

  async loadTries(): Promise<void> {
    const items = await this.#bridge.call('search.complete', { text: '', at: 0 }).catch(() => [])
    const fresh = !items.some(({ kind }) => kind === 'used')
    this.tries = fresh ? items.slice(0, mostTries).map(({ insert }) => insert) : []
  }

  /** Asks for ways to go on from the caret, a moment later. */
  ask(text: string, at: number): void {
    if (this.#timer) clearTimeout(this.#timer)
    this.#timer = setTimeout(() => void this.#load(text, at), pause)
  }

  async #load(text: string, at: number): Promise<void> {
    const asked = ++this.#asked
    const items = await this.#bridge.call('search.complete', { text, at }).catch(() => [])
    if (asked !== this.#asked) return
    this.items = items
    this.active = -1
  }

  close(): void {
    if (this.#timer) clearTimeout(this.#timer)
    this.#asked++
    this.items = []
    this.active = -1
  }

  /** One further, or back; round at the ends, where none is chosen. */
  move(step: 1 | -1): void {
    const count = this.items.length + 1
    this.active = ((this.active + 1 + step + count) % count) - 1
  }

  /** What the text becomes, and where the caret then stands. */
  taken(text: string, { insert, start, end, kind }: Completion): { text: string; at: number } {
    // Behind a field its value follows; behind anything else the next word.
    const tail = kind === 'field' || kind === 'used' || kind === 'example' ? '' : ' '
    const at = start + insert.length + tail.length
    return { text: `${text.slice(0, start)}${insert}${tail}${text.slice(end).trimStart()}`, at }
  }

  /** The text stands in the box; it is kept once it has stood for a while. */
  stands(text: string): void {
    if (this.#meant) clearTimeout(this.#meant)
    this.#meant = text.trim() === '' ? null : setTimeout(() => this.used(text), meant)
  }

  /** Nothing that was asked before is offered any more. */
  readonly forgetUsed = async (): Promise<void> => {
    try {
      await this.#bridge.call('search.forgetUsed', {})
      this.close()
      await this.loadTries()
      this.#notices.say(say.completions.forgotten)
    } catch (thrown) {
      this.#failed(thrown)
    }
  }

  /** The text was meant. */
  used(text: string): void {
    if (this.#meant) clearTimeout(this.#meant)
    this.#meant = null
    this.tries = []
    if (text.trim() !== '') void this.#bridge.call('search.used', { text }).catch(() => null)
  }
}
