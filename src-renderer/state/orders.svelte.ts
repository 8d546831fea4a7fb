import type { SortField } from '#contract/field-uses.ts'
import type { ColumnView, WindowState } from '#contract/window.ts'

type Kept = NonNullable<WindowState['orders']>
export interface Order {
  sort: SortField
  descending: boolean
}

/** The order of each list, where somebody asked for another than its own. */
export class Orders {
  kept = $state.raw<Kept>({})

  of(view: ColumnView): Order | null {
    return this.kept[view] ?? null
  }

  /** `order`: null for its own. */
  set(view: ColumnView, order: Order | null): void {
    const others = Object.entries(this.kept).filter(([one]) => one !== view)
    this.kept = Object.fromEntries(order === null ? others : [...others, [view, order]])
  }
}

/** What a click on the head of a column asks for: up, down, then the list's own order again. */
export function turned(order: Order | null, sort: SortField): Order | null {
  if (order?.sort !== sort) return { sort, descending: false }
  return order.descending ? null : { sort, descending: true }
}
