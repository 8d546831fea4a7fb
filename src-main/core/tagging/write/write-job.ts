import { basename } from 'node:path'
import { EarshotError } from '#contract/errors.ts'
import type { Database } from '../../database/open.ts'
import { pathForDisplay } from '../../files/paths.ts'
import type { PlannedWrite } from '../../database/statements/plan-files.ts'
import { planStatements } from '../../database/statements/plans.ts'
import { journalStatements } from '../../database/statements/tag-journal.ts'
import { trackStatements } from '../../database/statements/tracks.ts'
import type { JobPlan } from '../../jobs/index.ts'
import { usualCharset } from '../../tags/legacy-text.ts'
import { isLeaving, setAside } from '../aside/set-aside.ts'
import { isMove } from '../move/mover.ts'
import { inOrderOfPlaces } from '../move/order.ts'
import type { TagWriter } from './writer.ts'

export interface WriteJobOptions {
  db: Database
  writer: TagWriter
  planId: number
  name: string
  keepTimes: boolean
  now: () => number
}

/** The question: which files have accepted changes? The step: write one, cancelled only in between. */
export function writeJob({
  db,
  writer,
  planId,
  name,
  keepTimes,
  now
}: WriteJobOptions): JobPlan<PlannedWrite> {
  const plans = planStatements(db)
  const journal = journalStatements(db)
  const tracks = trackStatements(db)
  const aside = setAside(db, now)
  let batchId: number | null = null

  async function* question(): AsyncGenerator<PlannedWrite> {
    await writer.recover()
    for (const fileId of inOrderOfPlaces(plans.filesToWrite(planId), plans.moves(planId))) {
      const file = plans.toWrite(fileId)
      if (file !== null) yield file
    }
  }

  const batch = (): number =>
    (batchId ??= journal.addBatch({ name, kind: 'write', undoes: null, keepTimes }, now()))

  async function writeTags(file: PlannedWrite): Promise<void> {
    const changes = file.changes.filter(change => !isMove(change))
    if (changes.length === 0) return
    const { trackId, path } = placeOf(tracks, file.trackId, file.path)
    if (path !== file.path) plans.setPath(file.fileId, path)
    await writer.write({
      batchId: batch(),
      trackId,
      path,
      expected: file,
      changes,
      keepTimes,
      undoes: [],
      putBack: null,
      back: null,
      charset: file.charset === null ? undefined : usualCharset
    })
  }

  /** After its tags: the file is what came of these then. A file without a track goes along with others. */
  async function move(fileId: number): Promise<void> {
    const file = plans.toWrite(fileId)
    const wanted = file?.changes.find(isMove)
    if (!file || wanted === undefined) return
    const [from = '', to = ''] = [...wanted.before, ...wanted.after]
    const place =
      file.trackId === null ? { trackId: null, path: file.path } : placeOf(tracks, file.trackId, file.path)
    if (place.path !== from)
      throw new EarshotError('changed-since', 'The file was moved since the change was reviewed.')
    await writer.mover.move({
      batchId: batch(),
      trackId: place.trackId,
      from,
      to,
      expected: file,
      undoes: null
    })
  }

  return {
    question,
    concurrency: 1,
    label: file => pathForDisplay(basename(file.path)),
    step: async planned => {
      // Asked again: an earlier file of this job may have been the same one, and the reviewer may think otherwise.
      const file = plans.toWrite(planned.fileId)
      if (file === null || file.changes.length === 0) return 'skipped'
      if (plans.stateOf(planId) === 'discarded') return 'skipped'
      const leaving = file.changes.find(isLeaving)
      if (leaving !== undefined) {
        if (aside.goesToTrash(file.fileId)) await writer.trasher.trash(batch(), file, leaving)
        else aside.leave(batch(), file, leaving)
        return 'done'
      }
      await writeTags(file)
      await move(file.fileId)
      return 'done'
    },
    onFailure: (file, failure) => {
      for (const { id } of file.changes) plans.setFailed(id, failure)
    },
    finish: () => {
      if (batchId !== null) journal.dropIfEmpty(batchId)
      if (plans.stateOf(planId) === 'open' && plans.filesToWrite(planId).length === 0) {
        plans.setState(planId, 'written')
      }
    }
  }
}

/** Where a track is now; it may have moved since. Throws not-found for what is no track of the library. */
export function placeOf(
  tracks: ReturnType<typeof trackStatements>,
  id: number | null,
  path: string
): { trackId: number; path: string } {
  const track = id === null ? tracks.byPath(path) : tracks.byId(id)
  if (track !== null && !track.hidden) return { trackId: track.id, path: track.path }
  throw new EarshotError('not-found', 'The file is no longer in the library; scan its folder first.')
}
