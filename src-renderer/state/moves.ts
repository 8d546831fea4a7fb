/** By how many rows a key leads on in a list; undefined where it is no such key. */
export const stepOf = (key: string, pageRows: number): number | undefined =>
  ({
    ArrowDown: 1,
    ArrowUp: -1,
    PageDown: pageRows,
    PageUp: -pageRows,
    Home: -Infinity,
    End: Infinity
  })[key]

/** Where a key leads in a list of rows; null where it is no such key. */
export function movedBy(key: string, at: number, rows: number, pageRows: number): number | null {
  const by = stepOf(key, pageRows)
  return by === undefined ? null : Math.max(0, Math.min(rows - 1, at + by))
}
