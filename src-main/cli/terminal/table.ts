import type { Terminal } from './terminal.ts'
import { fit, pad, widthOf } from './text.ts'

export interface Column {
  title: string
  align?: 'left' | 'right'
  /** Elastic columns share what is left, by this weight; the others are as wide as their widest cell. */
  elastic?: number
  /** Paths are cut at the start: their end tells more. */
  cut?: 'start' | 'end'
}

const gap = 2
/** An elastic column below this says nothing any more; the table is then wider than the terminal. */
const narrowest = 8

/**
 * Lines of a table. With `columns` (the terminal's width) elastic cells are cut to fit; with null nothing is cut and
 * columns are separated by a tab, for other programs.
 */
export function tableLines(heads: Column[], rows: string[][], columns: number | null): string[] {
  if (columns === null) return rows.map(row => row.join('\t'))
  // That there is nothing is said in words.
  if (rows.length === 0) return []
  const widths = columnWidths(heads, rows, columns)
  const line = (cells: string[]): string =>
    heads
      .map((head, i) => pad(fit(cells[i] ?? '', widths[i]!, head.cut), widths[i]!, head.align))
      .join(' '.repeat(gap))
      .trimEnd()
  return [line(heads.map(head => head.title)), ...rows.map(line)]
}

/**
 * Prints a table: a line a row, below a line of titles where somebody reads it; there a line after the first `cut` rows
 * says what follows.
 */
export function printTable(
  terminal: Terminal,
  heads: Column[],
  rows: string[][],
  cut = 0,
  below = 'weaker below'
): void {
  const lines = tableLines(heads, rows, terminal.columns)
  if (terminal.columns !== null && cut > 0 && cut < rows.length) lines.splice(1 + cut, 0, `── ${below} ──`)
  for (const line of lines) terminal.print(line)
}

function columnWidths(heads: Column[], rows: string[][], columns: number): number[] {
  const natural = heads.map((head, i) =>
    Math.max(widthOf(head.title), ...rows.map(row => widthOf(row[i] ?? '')))
  )
  let room = columns - gap * (heads.length - 1)
  heads.forEach((head, i) => (room -= head.elastic ? 0 : natural[i]!))
  const widths = [...natural]
  // Those that need less than their share leave the rest to the others.
  const elastic = heads.map((_, i) => i).filter(i => heads[i]!.elastic)
  elastic.sort((a, b) => natural[a]! / heads[a]!.elastic! - natural[b]! / heads[b]!.elastic!)
  let weight = elastic.reduce((total, i) => total + heads[i]!.elastic!, 0)
  for (const i of elastic) {
    const share = Math.floor((Math.max(room, 0) * heads[i]!.elastic!) / weight)
    widths[i] = Math.min(natural[i]!, Math.max(narrowest, share))
    room -= widths[i]
    weight -= heads[i]!.elastic!
  }
  return widths
}

/** Lines of "name  value" pairs. */
export function pairLines(pairs: [string, string][]): string[] {
  const width = Math.max(...pairs.map(([name]) => widthOf(name)))
  return pairs.map(([name, value]) => `${pad(name, width)}  ${value}`.trimEnd())
}

/** Prints "name  value" pairs, a line each. */
export function printPairs(terminal: Terminal, pairs: [string, string][]): void {
  for (const line of pairLines(pairs)) terminal.print(line)
}
