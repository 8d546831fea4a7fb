import type { PageBridge } from '#contract/bridge.ts'
import { shades, type Shade } from './moments.ts'

const bins = 24
const atOnce = 3

/** Small heat strips of the rows in sight, fetched a few at a time for the words of the search. */
export class RowHeat {
  #version = $state(0)
  #words = ''
  #strips: Partial<Record<number, Shade[]>> = {}
  #wanted: number[] = []
  #asking = new AbortController()
  #underway = 0
  readonly #bridge: PageBridge

  constructor(bridge: PageBridge) {
    this.#bridge = bridge
  }

  /** Shades along the track; undefined until they are known. */
  get(id: number): Shade[] | undefined {
    void this.#version
    return this.#strips[id]
  }

  /** Says which rows are in sight, for which words. Rows that left sight before their turn are not asked for. */
  want(words: string, ids: number[]): void {
    if (words !== this.#words) {
      this.#asking.abort()
      this.#asking = new AbortController()
      this.#words = words
      this.#strips = {}
      this.#underway = 0
    }
    this.#wanted = ids.filter(id => this.#strips[id] === undefined)
    while (this.#underway < atOnce && this.#wanted.length) void this.#fetch(this.#wanted.shift()!)
  }

  async #fetch(id: number): Promise<void> {
    const { signal } = this.#asking
    this.#underway++
    this.#strips[id] = []
    const heat = await this.#bridge.call('search.heat', { id, text: this.#words }, signal).catch(() => null)
    if (signal.aborted) return
    this.#underway--
    this.#strips[id] = heat ? binned(shades(heat)) : []
    this.#version++
    const next = this.#wanted.shift()
    if (next !== undefined) await this.#fetch(next)
  }
}

/** Squeezed to a fixed number of bins, each the best of its windows. */
export function binned(all: Shade[]): Shade[] {
  if (all.length <= bins) return all
  return Array.from({ length: bins }, (_, bin) => {
    const from = Math.floor((bin * all.length) / bins)
    const to = Math.max(from + 1, Math.floor(((bin + 1) * all.length) / bins))
    return all.slice(from, to).reduce((best, one) => (one.height > best.height ? one : best))
  })
}
