/** An engine that lived this long, milliseconds, was well: its crash counts as a first one. */
export const steadyAfter = 60_000

/** Milliseconds to wait before the next start after so many crashes in a row; null when it is time to give up. */
export function restartDelay(crashes: number): number | null {
  return crashes > 5 ? null : 200 * 2 ** (crashes - 1)
}

/** SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGFPE, SIGSEGV. */
const faults = [4, 5, 6, 7, 8, 11]

/**
 * Whether an engine that ended with this code has crashed. Where signals are, the code is what waitpid says: the signal
 * in its lowest seven bits. Windows has codes from 0xC0000000 on.
 */
export function isCrash(code: number): boolean {
  return code >>> 0 >= 0xc0000000 || faults.includes(code & 0x7f)
}
