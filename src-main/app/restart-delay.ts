/** An engine that lived this long, milliseconds, was well: its crash counts as a first one. */
export const steadyAfter = 60_000

/** Milliseconds to wait before the next start after so many crashes in a row; null when it is time to give up. */
export function restartDelay(crashes: number): number | null {
  return crashes > 5 ? null : 200 * 2 ** (crashes - 1)
}
