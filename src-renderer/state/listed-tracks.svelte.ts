import type { SortField } from '#contract/field-uses.ts'
import { Selection } from './selection.svelte.ts'

/**
 * A line of a list: a track, the line between what sounds like what was asked and what does less, or the head of what
 * follows.
 */
export type Item =
  { kind: 'track'; id: number; place: number } | { kind: 'line' } | { kind: 'head'; text: string }

/** The order of a list, which the heads of its columns show and change. */
export interface ListOrder {
  /** Null: in an order of its own. */
  readonly sort: SortField | null
  readonly descending: boolean
  /** Before the first list is there. */
  readonly loading: boolean
  sortBy(field: SortField): unknown
  /** Back to the order of its own. */
  unsort?(): unknown
}

/** Tracks as a list shows them, with what stands between them. */
export abstract class ListedTracks extends Selection {
  /** Whether it is what a search found. */
  abstract readonly searching: boolean
  /** Whether the tracks are ranked by how they sound, not just narrowed down by filters. */
  abstract readonly ranked: boolean
  /** All lines. */
  abstract readonly length: number
  abstract readonly activeRow: number
  abstract item(row: number): Item | null

  /** Whether a row is one of those that are meant. */
  isMeant(row: number): boolean {
    const item = this.item(row)
    return item?.kind === 'track' && this.isMeantId(item.id)
  }

  /** Tracks of some rows, for fetching. */
  idsOf(first: number, last: number): number[] {
    const ids: number[] = []
    for (let row = first; row < last; row++) {
      const item = this.item(row)
      if (item?.kind === 'track') ids.push(item.id)
    }
    return ids
  }
}
