import { readFileSync } from 'node:fs'

/** What a process holds, MB. */
export interface Memory {
  /** All that is resident, pages of files among it that are shared with whoever else has them, the program itself above all. */
  resident: number
  /** What is of this process alone. */
  own: number
}

/** Linux. */
export function memoryOf(pid: number): Memory {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8')
  const of = (name: string): number =>
    Number(new RegExp(`${name}:\\s+(\\d+) kB`).exec(status)?.[1] ?? NaN) / 1024
  return { resident: of('VmRSS'), own: of('RssAnon') }
}

/** Resident memory of a process, MB (Linux). */
export const residentOf = (pid: number): number => memoryOf(pid).resident

/** Seconds of the processor that a process took until now (Linux). */
export function processorOf(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ')
  return (Number(fields[11]) + Number(fields[12])) / 100
}
