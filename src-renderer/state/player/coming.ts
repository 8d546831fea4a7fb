import type { PageBridge } from '#contract/bridge.ts'
import type { Moment, TrackRow } from '#contract/entities.ts'
import type { GainMode } from '#contract/gain.ts'
import type { Rows } from '../rows.svelte.ts'
import { fadeBetween } from './fades.ts'
import { levelOf, type Level } from './level.ts'
import type { Entry } from './order.ts'
import type { Source } from './sound.ts'

/** What is known of a track before it is heard; no row where it is not in the library any more. */
interface Known {
  row: TrackRow | undefined
  level: Level | null
}

/** What is loaded into the sound, and from where on it plays. */
export interface Loaded {
  id: number
  /** Where the passage begins and ends that is played; null: the whole track is. */
  span: Moment | null
  /** Of the queue; without it is played beside it. */
  key?: number
  from: number
  /** Whether it begins to play by itself. */
  starts: boolean
}

/** Learns what has to be known of a track to play it, also of the one that comes next. */
export class Coming {
  mode: GainMode = 'off'
  /** Seconds for which tracks fade into one another. */
  crossfade = 0
  readonly #bridge: PageBridge
  readonly #rows: Rows
  /** What was learnt of those that are prepared. */
  readonly #prepared = new WeakMap<Source, { row: TrackRow; level: Level | null }>()

  constructor(bridge: PageBridge, rows: Rows) {
    this.#bridge = bridge
    this.#rows = rows
  }

  async of(id: number, signal: AbortSignal): Promise<Known> {
    const [row, level] = await Promise.all([this.#rows.fetch(id), this.levelOf(id, signal)])
    return { row, level }
  }

  /** A loudness that cannot be had is nothing to keep a track silent for. */
  async levelOf(id: number, signal?: AbortSignal): Promise<Level | null> {
    if (this.mode === 'off') return null
    return levelOf(await this.#bridge.call('audio.gain', { id }, signal).catch(() => null), this.mode)
  }

  /** What is to be heard behind the track that plays. */
  async prepare(entry: Entry | null, after: Source): Promise<Source | null> {
    if (!entry) return null
    const { id, key, span } = entry
    const [row, level, before] = await Promise.all([
      this.#rows.fetch(id),
      this.levelOf(id),
      this.#rows.fetch(after.id)
    ])
    if (!row) return null
    // Passages begin and end where they are meant to.
    const fade = before && !span && after.until === null ? fadeBetween(before, row, this.crossfade) : 0
    const source = { ...sourceOf(row, span, { key, from: span?.start ?? 0, level }), fade }
    this.#prepared.set(source, { row, level })
    return source
  }

  /** What was prepared, once it is heard. */
  take(source: Source): { row: TrackRow; level: Level | null } | null {
    return this.#prepared.get(source) ?? null
  }
}

export function sourceOf(
  { id, duration }: TrackRow,
  span: Moment | null,
  { key, from, level }: { key: number | null; from: number; level: Level | null }
): Source {
  return { id, key, from, until: span?.end ?? null, length: duration, factor: level?.factor ?? 1, fade: 0 }
}
