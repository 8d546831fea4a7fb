/** Where a key leads in a list of rows; null where it is no such key. */
export function movedBy(key: string, at: number, rows: number, pageRows: number): number | null {
  const moves: Record<string, number> = {
    ArrowDown: 1,
    ArrowUp: -1,
    PageDown: pageRows,
    PageUp: -pageRows,
    Home: -Infinity,
    End: Infinity
  }
  const by = moves[key]
  return by === undefined ? null : Math.max(0, Math.min(rows - 1, at + by))
}
