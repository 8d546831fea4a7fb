import { withDatabaseErrors } from '../../database/errors.ts'
import type { Database } from '../../database/open.ts'
import { folderStatements } from '../../database/statements/folders.ts'
import { moveStatements } from '../../database/statements/moves.ts'
import { ownWriteStatements } from '../../database/statements/own-writes.ts'
import { planStatements } from '../../database/statements/plans.ts'
import { journalStatements } from '../../database/statements/tag-journal.ts'
import { trackStatements } from '../../database/statements/tracks.ts'
import { ownerOf } from '../../scan/starts.ts'
import { recordOf } from '../write/record.ts'
import type { Moved, MoveOutcome } from './move-file.ts'

interface MoveAttempt {
  writeId: number
  from: string
  to: string
}

/** Records how a move ended: the journal, the track and the plans in one transaction. */
export function moveRecorder(
  db: Database,
  now: () => number
): (attempt: MoveAttempt, outcome: MoveOutcome) => void {
  const journal = journalStatements(db)
  const plans = planStatements(db)
  const tracks = trackStatements(db)
  const folders = folderStatements(db)
  const own = ownWriteStatements(db)
  const moves = moveStatements(db)

  /** As if a scan had found it there; a file without a title is called after its name. */
  function follow({ from, to }: MoveAttempt, { stamp, facts }: Moved): void {
    const before = tracks.byPath(from)
    const owner = ownerOf(to, folders.all())
    const pathText = to.slice(owner?.path.length ?? 0).replace(/^[/\\]/, '')
    const id = moves.follow({ from, to, folderId: owner?.id ?? null, pathText })
    if (id === null || before === null || stamp === null) return
    // Another disk may know times less exactly.
    own.sameAudio({ id, path: to }, before, stamp)
    plans.rewritten(to, before, stamp)
    if (facts === null) return
    tracks.update(
      id,
      { ...recordOf(facts), path: to, pathText, folderId: owner?.id ?? before.folderId },
      now()
    )
  }

  const record = db.transaction((attempt: MoveAttempt, outcome: MoveOutcome): void => {
    const { writeId, from, to } = attempt
    const change = { field: 'path' as const, before: [from], after: [to] }
    if (outcome.state === 'abandoned') journal.abandon(writeId)
    if (outcome.state !== 'done') return
    journal.finish(writeId, null, [change])
    plans.setWritten(from, change)
    follow(attempt, outcome)
  })
  return (attempt, outcome) => withDatabaseErrors(() => record.immediate(attempt, outcome))
}
