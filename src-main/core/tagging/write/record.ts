import { withDatabaseErrors } from '../../database/errors.ts'
import type { Database } from '../../database/open.ts'
import { ownWriteStatements } from '../../database/statements/own-writes.ts'
import type { FileStamp } from '../../database/statements/plan-files.ts'
import { playStatements } from '../../database/statements/plays.ts'
import { planStatements } from '../../database/statements/plans.ts'
import { journalStatements, type FieldChange } from '../../database/statements/tag-journal.ts'
import { trackStatements } from '../../database/statements/tracks.ts'
import type { FileFacts } from '../../scan/read-tags.ts'
import type { Outcome, Written } from './write-file.ts'

/** What the database has to know of one write, whatever became of it. */
export interface Attempt {
  writeId: number
  path: string
  /** The file before, where that is known: what was heard of it is what is heard now. */
  before: FileStamp | null
  /** As they were ordered. */
  changes: readonly FieldChange[]
}

/** Records how a write ended: the journal, the track and the plans in one transaction. */
export function outcomeRecorder(
  db: Database,
  now: () => number
): (attempt: Attempt, outcome: Outcome) => void {
  const journal = journalStatements(db)
  const plans = planStatements(db)
  const tracks = trackStatements(db)
  const own = ownWriteStatements(db)
  const played = playStatements(db)

  /** As if a scan had found it, but for the audio being the same. */
  function updateTrack(path: string, before: FileStamp | null, { stamp, facts }: Written): void {
    const track = tracks.byPath(path)
    if (track === null || stamp === null) return
    // After a crash nobody knows what the file was; a track of the same length is the one that was heard.
    const same = before ?? (facts?.duration === track.writtenDuration ? track : null)
    if (same !== null) {
      own.sameAudio(track, same, stamp)
      plans.rewritten(path, same, stamp)
    }
    if (facts === null) return
    const { folderId, pathText } = track
    tracks.update(track.id, { ...recordOf(facts), path, pathText, folderId }, now())
    played.asWritten(track.id, facts.played)
  }

  const record = db.transaction(({ writeId, path, before, changes }: Attempt, outcome: Outcome): void => {
    if (outcome.state === 'abandoned') journal.abandon(writeId)
    if (outcome.state !== 'done') return
    journal.finish(writeId, outcome.audioHash, outcome.changes)
    for (const change of changes) plans.setWritten(path, change)
    updateTrack(path, before, outcome)
  })
  return (attempt, outcome) => withDatabaseErrors(() => record.immediate(attempt, outcome))
}

export function recordOf(facts: FileFacts): Omit<FileFacts, 'failure'> {
  const found: Partial<FileFacts> = { ...facts }
  delete found.failure
  return found as Omit<FileFacts, 'failure'>
}
