import type { DecoderState } from '#contract/entities.ts'
import type { Failure } from '#contract/errors.ts'
import type { Difference } from './sound/compare.ts'
import type { Edge } from './sound/edge.ts'

/** What a worker is started with. */
export interface LookWorkerData {
  decoder: DecoderState
  /** Behind which other programs it stands, as the system counts. */
  priority: number
}

/** A file as it was scanned. */
export interface FileToLook {
  id: number
  path: string
  contentId: Uint8Array
}

/** `bytes`: the files are the same, byte for byte; `sound`: they were decoded and compared. */
type HowCompared = 'bytes' | 'sound'

export interface Compared {
  other: number
  how: HowCompared
  same: boolean
  /** Null where there was nothing to compare, or no need. */
  difference: Difference | null
}

export interface Looked {
  id: number
  edge: Edge | null
  failure: Failure | null
}

/** One track and those that may be the same recording: what was heard of each file, and how each pair compares. */
export interface LookAnswer {
  looked: Looked[]
  compared: Compared[]
}

export interface LookTasks {
  look: [{ one: FileToLook; others: FileToLook[] }, LookAnswer]
}
