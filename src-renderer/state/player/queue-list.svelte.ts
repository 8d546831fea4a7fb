import type { Player } from '../player.svelte.ts'
import type { Rows } from '../rows.svelte.ts'
import { Selection } from '../selection.svelte.ts'
import type { Queue } from './queue.svelte.ts'

/** Lengths of longer queues are not added up: that would read every row of them. */
const mostAdded = 2000

/** The queue as the window lists it, and what is chosen in it. */
export class QueueList extends Selection {
  /** Whether the window shows it. */
  open = $state(false)

  readonly queue: Queue
  readonly #player: Player
  readonly #rows: Rows

  constructor(queue: Queue, player: Player, rows: Rows) {
    super()
    this.queue = queue
    this.#player = player
    this.#rows = rows
  }

  readonly ids = $derived.by(() => this.queue.entries.map(({ key }) => key))

  /** Seconds of music that are left, with what is left of the one that plays; null where that is not known. */
  readonly left: number | null = $derived.by(() => {
    const { entries, place, coming } = this.queue
    if (coming > mostAdded) return null
    const now = this.#player.beside ? 0 : Math.max(0, this.#player.length - this.#player.time)
    return entries.slice(place + 1).reduce((sum, { id, span }) => {
      return sum + (span ? span.end - span.start : (this.#rows.get(id)?.duration ?? 0))
    }, now)
  })

  /** Shows the queue, at the one that plays. */
  turn(): void {
    this.open = !this.open
    const { current } = this.queue
    if (this.open && current) this.choose(current.key)
  }

  /** Esc: nothing is chosen together any more; where the queue lies over the list, it goes. False where neither is. */
  leave(roomy: boolean): boolean {
    if (this.open && this.selected.length) this.unselect()
    else if (this.open && !roomy) this.open = false
    else return false
    return true
  }

  play(place: number): void {
    void this.#player.playAt(place)
  }

  /** Takes out what is meant; what plays stays. */
  remove(): void {
    const gone = this.meant
    const after = this.ids.findLastIndex(key => gone.includes(key)) + 1
    const next = this.ids[after] ?? this.ids.findLast(key => !gone.includes(key))
    this.queue.remove(gone)
    if (next !== undefined) this.choose(next)
  }

  /** Moves what is meant one place up or down, together. */
  shift(by: -1 | 1): void {
    const { meant, ids } = this
    const first = ids.findIndex(key => meant.includes(key))
    const last = ids.findLastIndex(key => meant.includes(key))
    if (first < 0 || first + by < 0 || last + by >= ids.length) return
    this.queue.move(meant, (by < 0 ? ids[first - 1] : ids[last + 2]) ?? null)
  }

  /** Tracks of an entry, with those of all that is chosen along with it. */
  tracksWith(key: number): number[] {
    const keys = this.isMeantId(key) ? this.meant : [key]
    return this.queue.entries.filter(one => keys.includes(one.key)).map(({ id }) => id)
  }

  /** Puts the dragged one, with all that is chosen along with it, before another one; null: at the end. */
  drop(key: number, before: number | null): void {
    const keys = this.isMeantId(key) ? this.meant : [key]
    if (before === null || !keys.includes(before)) this.queue.move(keys, before)
  }
}
