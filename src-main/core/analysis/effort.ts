import { availableParallelism, constants, getPriority, setPriority } from 'node:os'
import type { Settings } from '#contract/settings.ts'

type Effort = Settings['effort']

const { PRIORITY_NORMAL, PRIORITY_BELOW_NORMAL, PRIORITY_LOW } = constants.priority
const priorities: Record<Effort, number> = {
  quiet: PRIORITY_LOW,
  normal: PRIORITY_BELOW_NORMAL,
  full: PRIORITY_NORMAL
}

/** Behind which other programs a listener stands, as the system counts: 0 is usual, 19 the last. */
export const priorityOf = (effort: Effort): number => priorities[effort]

/** How many tracks are heard at once: one a core, half as many where it is to be quiet. */
export function listenersOf(effort: Effort, cores = availableParallelism()): number {
  return Math.max(1, effort === 'quiet' ? Math.floor(cores / 2) : cores)
}

/**
 * Puts a process behind others; what it starts follows it. Without a process: this thread, which only Linux can put
 * behind without the rest of its process. Where the system refuses it stays as it is.
 */
export function standBehind(priority: number, pid?: number): void {
  if (priority === PRIORITY_NORMAL || (pid === undefined && process.platform !== 'linux')) return
  try {
    if (getPriority(pid ?? 0) < priority) setPriority(pid ?? 0, priority)
  } catch {
    // It has ended by now.
  }
}
