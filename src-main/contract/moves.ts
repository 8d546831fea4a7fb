import { z } from 'zod'
import type { Failure } from './errors.ts'
import { ids, path } from './request.ts'

/** Files that get other names and places by a pattern (`name-patterns.ts`). */
export const moveSchema = z.strictObject({
  ids,
  pattern: z.string().max(1000),
  /** A folder of the library, or one in it, below which the names begin; of each file its own where it is left out. */
  root: path.optional()
})

/** One file and where it would go. */
export interface MoveLine {
  /** Null: a picture, sheet or other file that goes along. */
  trackId: number | null
  from: string
  to: string
  /** Why it cannot go there. */
  problem: Failure | null
}

/** What a pattern would do. Nothing is planned yet, and nothing touched. */
export interface MovePreview {
  /** Tracks that would go, and other files that would go along. */
  tracks: number
  along: number
  refused: number
  /** Tracks that are called so already. */
  stay: number
  /** Tracks whose file is not there. */
  away: number
  /** Cue sheets that will name files which are called otherwise then. */
  sheets: string[]
  /** The first of them, those that are refused before all others; in order of their new places. */
  lines: MoveLine[]
}

/** So many lines of a preview are told. */
export const mostMoveLines = 2000
/** And so many sheets. */
export const mostMoveSheets = 20
