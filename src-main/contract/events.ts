import type { Job } from './entities.ts'
import type { Failure } from './errors.ts'
import type { Settings } from './settings.ts'

/** What the engine and the shells say unasked. At most ten times a second for a job, and once at its end. */
export interface Events {
  job: Job
  /** Tracks were added, changed, marked or analysed. */
  'library.changed': { tracks: number; analysed: number }
  /** Tracks get their albums, artists, genres and folders, which somebody may be waiting for. A few times a second. */
  'library.placing': { placed: number; waiting: number }
  /** Terms, taught tags, plans or the journal changed. */
  'tags.changed': { what: 'terms' | 'taught' | 'plans' | 'history' }
  'playlists.changed': { id: number | null }
  'settings.changed': Settings
  /** Models were added, removed, or another one is in use or on its way. */
  'models.changed': null
  /** A menu command of the native menu, e.g. `choose-folders`, `focus-search`. */
  menu: { command: string }
  /** The system was asked to open playlist files with the window: `shell.opened` has them. */
  opened: null
  /** The engine's own state, told by the shell: it stopped and is being started again, or stays stopped. */
  'engine.changed': { state: 'running' | 'restarting' | 'stopped'; failure: Failure | null }
}

export type EventName = keyof Events
export const eventNames = [
  'job',
  'library.changed',
  'library.placing',
  'tags.changed',
  'playlists.changed',
  'settings.changed',
  'models.changed',
  'menu',
  'opened',
  'engine.changed'
] as const satisfies EventName[]
