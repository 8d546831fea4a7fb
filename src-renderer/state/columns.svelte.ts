import type { ColumnView, WindowState } from '#contract/window.ts'
import { choosableOf, stays, usualOf, type ListColumn, type ShownColumn } from './column-shapes.ts'

type Kept = NonNullable<WindowState['columns']>

/** So narrow and so wide a column can be made, pixels. */
const bounds = { least: 32, most: 2000 }

/** Which columns each list shows, in which order and how wide. */
export class Columns {
  /** What somebody changed. */
  kept = $state.raw<Kept>({})
  /** Whether the list that is shown is a wide one. */
  wide = $state(false)

  of(view: ColumnView): readonly ShownColumn[] {
    const known = choosableOf(view)
    const shown = (this.kept[view] ?? []).flatMap(({ column, width }): ShownColumn[] => {
      const one = known.find(each => each === column)
      return one === undefined ? [] : [{ column: one, width }]
    })
    // Kept by an edition with other columns, perhaps.
    return shown.some(({ column }) => stays(column)) ? shown : usualOf(view, this.wide)
  }

  isUsual(view: ColumnView): boolean {
    return this.kept[view] === undefined
  }

  /** Shows one, where it usually stands or last, or takes it away. */
  turn(view: ColumnView, column: ListColumn): void {
    const shown = this.of(view)
    if (shown.some(one => one.column === column)) {
      if (!stays(column)) this.#put(view, without(shown, column))
      return
    }
    const usual = usualOf(view, this.wide).map(one => one.column)
    const after = usual.slice(0, Math.max(0, usual.indexOf(column)))
    const at = shown.findLastIndex(one => after.includes(one.column)) + 1
    const one = { column, width: null }
    this.#put(view, usual.includes(column) ? shown.toSpliced(at, 0, one) : [...shown, one])
  }

  /** Puts one in the place of another, which goes to the side that it came from. */
  move(view: ColumnView, column: ListColumn, to: number): void {
    const shown = this.of(view)
    const from = shown.findIndex(one => one.column === column)
    if (from < 0 || to < 0 || to >= shown.length || from === to) return
    this.#put(view, without(shown, column).toSpliced(to, 0, shown[from]!))
  }

  /** `width` in pixels; null: as wide as usual. */
  resize(view: ColumnView, column: ListColumn, width: number | null): void {
    const pixels = width === null ? null : Math.round(Math.min(bounds.most, Math.max(bounds.least, width)))
    this.#put(
      view,
      this.of(view).map(one => (one.column === column ? { column, width: pixels } : one))
    )
  }

  reset(view: ColumnView): void {
    this.kept = Object.fromEntries(Object.entries(this.kept).filter(([one]) => one !== view))
  }

  #put(view: ColumnView, shown: readonly ShownColumn[]): void {
    this.kept = { ...this.kept, [view]: [...shown] }
  }
}

const without = (shown: readonly ShownColumn[], column: ListColumn): ShownColumn[] =>
  shown.filter(one => one.column !== column)
