import type { FileField } from '#contract/change-fields.ts'
import { blockText, cellText, cellValues, readBlock } from './blocks.ts'
import type { Draft } from './draft.svelte.ts'
import { otherFields, usualFields } from './sheet-fields.ts'
import type { Cell } from './typed.ts'

export interface Place {
  row: number
  column: number
}

/** Both ends among it. */
interface Block {
  top: number
  bottom: number
  left: number
  right: number
}

const numbers = (from: number, to: number): number[] =>
  Array.from({ length: Math.max(0, to - from + 1) }, (_, at) => from + at)

/** Tracks as rows and fields as columns: the place in it, what is chosen, and what is typed. */
export class Table {
  #at = $state.raw<Place>({ row: 0, column: 0 })
  /** The other corner of what is chosen; null: only one cell is. */
  #anchor = $state.raw<Place | null>(null)
  /** What stands in the cell that is typed into; null while none is. */
  text = $state<string | null>(null)
  /** Whether arrow keys move in the text, and not in the table. */
  within = $state(false)

  readonly #draft: () => Draft

  constructor(draft: () => Draft) {
    this.#draft = draft
  }

  readonly columns: readonly FileField[] = $derived.by(() => {
    const { tracks, free } = this.#draft()
    const others = otherFields.filter(field => tracks.some(({ fields }) => fields[field]?.length))
    return [...usualFields, ...others, ...free]
  })
  readonly rows = $derived.by(() => this.#draft().ids.length)
  readonly row = $derived.by(() => Math.max(0, Math.min(this.#at.row, this.rows - 1)))
  readonly column = $derived.by(() => Math.max(0, Math.min(this.#at.column, this.columns.length - 1)))

  readonly block: Block = $derived.by(() => {
    const other = this.#anchor ?? { row: this.row, column: this.column }
    return {
      top: Math.min(this.row, other.row),
      bottom: Math.min(this.rows - 1, Math.max(this.row, other.row)),
      left: Math.min(this.column, other.column),
      right: Math.min(this.columns.length - 1, Math.max(this.column, other.column))
    }
  })
  readonly several = $derived.by(
    () => this.block.top !== this.block.bottom || this.block.left !== this.block.right
  )
  /** Tracks of the rows that are chosen; all where it is only one. */
  readonly chosenIds: readonly number[] = $derived.by(() => {
    const { ids } = this.#draft()
    const { top, bottom } = this.block
    return top === bottom ? ids : ids.slice(top, bottom + 1)
  })

  isChosen(row: number, column: number): boolean {
    const { top, bottom, left, right } = this.block
    return row >= top && row <= bottom && column >= left && column <= right
  }

  textAt(row: number, column: number): string {
    const cell = this.#cellAt(row, column)
    return cell ? cellText(cell.values) : ''
  }

  reset(): void {
    this.#at = { row: 0, column: 0 }
    this.#anchor = null
    this.cancel()
  }

  go(row: number, column: number, choosing = false): void {
    if (choosing) this.#anchor ??= { row: this.row, column: this.column }
    else this.#anchor = null
    this.#at = {
      row: Math.max(0, Math.min(row, this.rows - 1)),
      column: Math.max(0, Math.min(column, this.columns.length - 1))
    }
  }

  move(rows: number, columns: number, choosing = false): void {
    this.go(this.row + rows, this.column + columns, choosing)
  }

  /** To the next cell, and from the end of a row to the next row. False at the end of the table. */
  next(by: 1 | -1): boolean {
    const all = this.columns.length
    const at = this.row * all + this.column + by
    if (at < 0 || at >= all * this.rows) return false
    this.go(Math.floor(at / all), at % all)
    return true
  }

  chooseAll(): void {
    this.go(0, 0)
    this.go(this.rows - 1, this.columns.length - 1, true)
  }

  /** A whole column, or a stretch of them. */
  chooseColumn(column: number, choosing = false): void {
    const from = choosing ? (this.#anchor?.column ?? this.column) : column
    this.#anchor = { row: 0, column: from }
    this.#at = { row: Math.max(0, this.rows - 1), column }
  }

  /** Begins to type: anew, or in what stands there. */
  begin(text?: string): void {
    const cell = this.#cellAt(this.row, this.column)
    if (!cell || this.#draft().track(cell.id)?.failure) return
    this.within = text === undefined
    this.text = text ?? cellText(cell.values)
  }

  cancel(): void {
    this.text = null
  }

  /** What was typed stands in the cell. */
  commit(text = this.text): void {
    const cell = this.#cellAt(this.row, this.column)
    this.text = null
    if (!cell || text === null) return
    this.#draft().put([{ ...cell, values: cellValues(cell.field, text, cell.values) }])
  }

  clear(): void {
    this.#put(() => '')
  }

  /** The topmost values down the rest of what is chosen; where only one row is, from the row above. */
  fillDown(): void {
    const { top, bottom } = this.block
    const from = top === bottom ? top - 1 : top
    if (from < 0) return
    this.#draft().put(
      this.#cells().map(cell => ({
        ...cell,
        values: this.#cellAt(from, this.columns.indexOf(cell.field))!.values
      }))
    )
  }

  copy(): string {
    const { top, bottom, left, right } = this.block
    return blockText(
      numbers(top, bottom).map(row => numbers(left, right).map(column => this.textAt(row, column)))
    )
  }

  /** From the upper left of what is chosen on; what is smaller than that is repeated in it. */
  paste(text: string): void {
    const rows = readBlock(text)
    const wide = Math.max(...rows.map(({ length }) => length))
    const { top, left } = this.block
    const bottom = Math.min(this.rows - 1, Math.max(this.block.bottom, top + rows.length - 1))
    const right = Math.min(this.columns.length - 1, Math.max(this.block.right, left + wide - 1))
    this.#anchor = { row: top, column: left }
    this.#at = { row: bottom, column: right }
    this.#put((row, column) => rows[(row - top) % rows.length]![(column - left) % wide])
  }

  #put(textOf: (row: number, column: number) => string | undefined): void {
    const { top, bottom, left, right } = this.block
    const cells = numbers(top, bottom).flatMap(row =>
      numbers(left, right).flatMap(column => {
        const cell = this.#cellAt(row, column)
        const text = textOf(row, column)
        return cell && text !== undefined
          ? [{ ...cell, values: cellValues(cell.field, text, cell.values) }]
          : []
      })
    )
    this.#draft().put(cells)
  }

  #cells(): Cell[] {
    const { top, bottom, left, right } = this.block
    return numbers(top, bottom).flatMap(row =>
      numbers(left, right).flatMap(column => this.#cellAt(row, column) ?? [])
    )
  }

  #cellAt(row: number, column: number): Cell | null {
    const draft = this.#draft()
    const id = draft.ids[row]
    const field = this.columns[column]
    return id === undefined || field === undefined ? null : { id, field, values: draft.values(id, field) }
  }
}
