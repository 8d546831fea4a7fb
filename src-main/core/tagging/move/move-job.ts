import { basename } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import type { Failure } from '#contract/errors.ts'
import { mostMoveLines, mostMoveSheets, type MovePreview } from '#contract/moves.ts'
import { withDatabaseErrors } from '../../database/errors.ts'
import type { Database } from '../../database/open.ts'
import type { FileStamp } from '../../database/statements/plan-files.ts'
import { planStatements } from '../../database/statements/plans.ts'
import { trackStatements } from '../../database/statements/tracks.ts'
import { pathForDisplay } from '../../files/paths.ts'
import type { JobPlan } from '../../jobs/index.ts'
import type { Pause } from '../../threads/pause.ts'
import type { WriterThread } from '../write/writer-thread.ts'
import { planMoves, type MoveWish } from './plan-moves.ts'
import type { PlannedMove } from './planned.ts'

export interface MoveJobOptions extends MoveWish {
  db: Database
  thread: WriterThread
  planId: number
  onFailure(path: string, failure: Failure): void
}

/** Others have their turn, and what nobody waits for any more ends. */
const pausing =
  (signal: AbortSignal): Pause =>
  async () => {
    await setImmediate()
    signal.throwIfAborted()
  }

/** What a pattern would do with these tracks. Throws as `planMoves` does. */
export async function previewMoves(db: Database, wish: MoveWish, signal: AbortSignal): Promise<MovePreview> {
  const { moves, stay, away, sheets } = await planMoves(db, wish, pausing(signal))
  const going = moves.filter(({ problem }) => problem === null)
  const refused = moves.filter(({ problem }) => problem !== null)
  const shown = [...refused, ...going].slice(0, mostMoveLines)
  return {
    tracks: going.filter(({ trackId }) => trackId !== null).length,
    along: going.filter(({ trackId }) => trackId === null).length,
    refused: refused.length,
    stay,
    away,
    sheets: sheets.slice(0, mostMoveSheets),
    lines: shown.sort((a, b) => (a.to < b.to ? -1 : 1))
  }
}

/**
 * The question: which files get another name? The step: plan it for one. What cannot be had is in the plan with the reason,
 * and not accepted; all else is, for the pattern was asked for.
 */
export function moveJob(options: MoveJobOptions): JobPlan<PlannedMove> {
  const { db, thread, planId } = options
  const plans = planStatements(db)
  const tracks = trackStatements(db)

  async function stampOf({ trackId, from }: PlannedMove): Promise<FileStamp> {
    const track = trackId === null ? null : tracks.byId(trackId)
    return track ?? (await thread.run('stamp', { path: from }))
  }

  return {
    question: async function* ({ signal, skip }) {
      const { moves, stay, away } = await planMoves(db, options, pausing(signal))
      skip(stay + away)
      yield* moves
    },
    concurrency: 1,
    label: ({ from }) => pathForDisplay(basename(from)),
    step: async move => {
      const { trackId, from, to, problem } = move
      const { size, mtime, contentId } = await stampOf(move)
      const change = {
        field: 'path' as const,
        before: [from],
        after: [to],
        reasons: [],
        accepted: problem === null,
        failure: problem
      }
      withDatabaseErrors(() =>
        plans.addFile(planId, {
          trackId,
          path: from,
          size,
          mtime,
          contentId,
          large: false,
          charset: null,
          changes: [change]
        })
      )
      return 'done'
    },
    onFailure: ({ from }, failure) => options.onFailure(from, failure),
    finish: () => {
      if (plans.stateOf(planId) === 'making') plans.setState(planId, 'open')
    }
  }
}
