import type { ReasonWords } from '../core/playlists/files/export-job.ts'
import type { Thread } from '../core/threads/index.ts'
import type { DecodeWarning } from '#contract/faults.ts'
import type { SoundTasks } from './workers/sound-tasks.ts'

export interface EngineOptions {
  /** Where the library is kept; made where it is not. */
  dataFolder: string
  modelsFolder: string
  /** Where an ffmpeg may lie that came along. */
  decoderFolder?: string | undefined
  /** Go on to listen when a scan has brought tracks. Default true. */
  analyseAfterScan?: boolean
  /** The engine before this one is known to have crashed, not to have been ended. Default false. */
  afterCrash?: boolean
  /** What a shell wants of an engine that stays: folders looked at again, the rest analysed, search warmed up. */
  startUp?: boolean
  /** Whether the machine runs on a battery; null: nobody knows. Left out: what Linux says. */
  battery?: () => boolean | null
  /** Make backups unasked: daily while there are changes, while it stays or when it is closed. Default false. */
  dailyBackups?: boolean
  /** Words of the reasons in playlist files for other programs; without them those files carry none. */
  reasonWords?: ReasonWords
  /** A thread of the search that was begun before, beside the loading of all this; whoever began it ends it. */
  searchThread?: Thread<SoundTasks> | undefined
  /** A file was heard, but not all is well with it. */
  onWarning?: (path: string, warning: DecodeWarning) => void
  /** Lines for a log, in plain English: what went wrong where nobody waits for an answer. */
  onLog?: (line: string) => void
}
