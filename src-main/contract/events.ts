import type { Job, Settings } from './entities.ts'

/** What the engine and the shells say unasked. At most ten times a second for a job, and once at its end. */
export interface Events {
  job: Job
  /** Tracks were added, changed, marked or analysed. */
  'library.changed': { tracks: number; analysed: number }
  'settings.changed': Settings
  /** A menu command of the native menu, e.g. `choose-folders`, `focus-search`. */
  menu: { command: string }
}

export type EventName = keyof Events
export const eventNames = [
  'job',
  'library.changed',
  'settings.changed',
  'menu'
] as const satisfies EventName[]
