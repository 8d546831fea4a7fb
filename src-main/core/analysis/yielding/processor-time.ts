import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Time of all cores since some moment, in ticks of the system. */
export interface ProcessorTime {
  whole: number
  /** Of it, spent in any program. */
  busy: number
  /** Of that, by this process and all that it started, those that have ended included. */
  own: number
}

interface Process {
  parent: number
  ticks: number
}

/**
 * As Linux tells it; null elsewhere. That somebody waits for the processor (`/proc/pressure/cpu`) says nothing here: our
 * own listeners and decoders wait for each other.
 */
export function processorTime(folder = '/proc', pid = process.pid): ProcessorTime | null {
  try {
    const [user, nice, system, idle, waiting, ...more] = readFileSync(join(folder, 'stat'), 'utf8')
      .split('\n', 1)[0]!
      .trim()
      .split(/\s+/)
      .slice(1, 9)
      .map(Number) as [number, number, number, number, number, ...number[]]
    const [hard = 0, soft = 0, stolen = 0] = more
    const busy = user + nice + system + hard + soft
    return { whole: busy + idle + waiting + stolen, busy, own: ticksOf(pid, processesIn(folder)) }
  } catch {
    return null
  }
}

/** The share of all cores that other programs took between two moments, 0 to 1; null where no time went by. */
export function shareOfOthers(before: ProcessorTime, now: ProcessorTime): number | null {
  const whole = now.whole - before.whole
  if (whole <= 0) return null
  return Math.max(0, now.busy - before.busy - (now.own - before.own)) / whole
}

function processesIn(folder: string): Map<number, Process> {
  const all = new Map<number, Process>()
  for (const name of readdirSync(folder)) {
    if (!/^\d+$/.test(name)) continue
    try {
      const stat = readFileSync(join(folder, name, 'stat'), 'latin1')
      // The name in brackets may hold anything. Then: state, parent, …, own time in user and system, and that of ended children.
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
      const ticks = fields.slice(11, 15).reduce((sum, field) => sum + Number(field), 0)
      all.set(Number(name), { parent: Number(fields[1]), ticks })
    } catch {
      // It has ended by now.
    }
  }
  return all
}

function ticksOf(pid: number, all: ReadonlyMap<number, Process>): number {
  let ticks = 0
  for (const [one, process] of all) if (isBelow(one, pid, all)) ticks += process.ticks
  return ticks
}

function isBelow(pid: number, top: number, all: ReadonlyMap<number, Process>): boolean {
  for (let at = pid, steps = 0; at > 1 && steps < 100; at = all.get(at)?.parent ?? 0, steps++)
    if (at === top) return true
  return false
}
