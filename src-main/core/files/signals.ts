/** What the system sends to a process that did wrong, not to one that somebody wants to end. */
const faults: readonly NodeJS.Signals[] = [
  'SIGSEGV',
  'SIGABRT',
  'SIGBUS',
  'SIGILL',
  'SIGFPE',
  'SIGTRAP',
  'SIGSYS'
]
/** Windows has codes for the same, from this one on (an access violation is 0xC0000005). */
const windowsFaults = 0xc0000000

/** Whether a process that ended so has crashed; else somebody, or a machine without memory, has ended it. */
export function isFault(signal: NodeJS.Signals | null, code: number | null = null): boolean {
  return signal === null ? code !== null && code >>> 0 >= windowsFaults : faults.includes(signal)
}
