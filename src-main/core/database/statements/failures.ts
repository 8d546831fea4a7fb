import packageJson from '../../../../package.json' with { type: 'json' }
import type { ErrorCode, Failure } from '#contract/errors.ts'
import type { Stage, TrackFailure } from '#contract/entities.ts'
import type { Database } from '../open.ts'
import { pathFromBytes, pathToBytes, rangeBelow } from '../../files/paths.ts'

/** A failure as it is recorded. Size and mtime are the file's at the time: a changed file is tried again. */
interface FailureRecord extends Failure {
  path: string
  stage: Stage
  trackId: number | null
  size: number | null
  mtime: number | null
}

/** One that was recorded. `held`: the file is not tried again as long as it and Earshot are what they were. */
export type KnownFailure = FailureRecord & { held: boolean }

export interface FailureStatements {
  /**
   * One row a path and stage: the latest counts. It is held against the file, unless it says nothing of it: a drive that
   * was away, a decoder that was ended from outside, or that crashed, which `hold` may settle.
   */
  record(failure: FailureRecord, now: number): void
  /** What was recorded of these paths' sound is held against them after all. */
  hold(paths: readonly string[]): void
  clear(path: string, stage: Stage): void
  /** Of folders in use, newest first: one a file, its latest. */
  all(): TrackFailure[]
  ofTrack(trackId: number): TrackFailure[]
  /** Of one stage at or below a path. */
  below(path: string, stage: Stage): KnownFailure[]
  /** Files. */
  count(): number
  /** So that it is tried again: all, or those of these paths. */
  forget(paths?: string[]): void
}

interface Row {
  path: Buffer
  stage: Stage
  trackId: number | null
  code: ErrorCode
  message: string
  size: number | null
  mtime: number | null
  at: number
  triedBy: string | null
}

/** Of the drive, the machine or somebody's kill, and not of the file. */
const ofNoFile: readonly ErrorCode[] = [
  'not-found',
  'no-access',
  'changed-since',
  'interrupted',
  'cancelled',
  'decoder-crashed'
]

/** Whose failures are held: another version may do better. */
export const triedBy = packageJson.version

const columns = `failures.path, stage, track_id AS trackId, code, message, failures.size, failures.mtime, at,
  tried_by AS triedBy`

/** A failure is shown unless the track it belongs to is in a removed folder. */
const shown = `FROM failures
  WHERE track_id IS NULL OR EXISTS (SELECT 1 FROM visible_tracks WHERE visible_tracks.id = track_id)`

export function failureStatements(db: Database): FailureStatements {
  const record = db.prepare<Record<string, unknown>>(
    `INSERT OR REPLACE INTO failures (path, stage, track_id, code, message, size, mtime, at, tried_by)
     VALUES (@path, @stage, @trackId, @code, @message, @size, @mtime, @now, @triedBy)`
  )
  const hold = db.prepare<[string, Buffer]>(
    `UPDATE failures SET tried_by = ? WHERE path = ? AND stage IN ('decode', 'embed')`
  )
  const clear = db.prepare<[Buffer, string]>('DELETE FROM failures WHERE path = ? AND stage = ?')
  const all = db.prepare<[], Row>(`SELECT ${columns} ${shown} ORDER BY at DESC, failures.path, stage`)
  const ofTrack = db.prepare<[number], Row>(
    `SELECT ${columns} FROM failures WHERE track_id = ? ORDER BY at DESC`
  )
  const below = db.prepare<[Buffer, Buffer, Buffer, string], Row>(
    `SELECT ${columns} FROM failures WHERE ((path >= ? AND path < ?) OR path = ?) AND stage = ?`
  )
  const count = db.prepare<[], number>(`SELECT count(DISTINCT failures.path) ${shown}`).pluck()
  const forgetAll = db.prepare('DELETE FROM failures')
  const forget = db.prepare<[Buffer]>('DELETE FROM failures WHERE path = ?')

  return {
    record: (failure, now) =>
      void record.run({
        ...failure,
        path: pathToBytes(failure.path),
        now,
        triedBy: ofNoFile.includes(failure.code) ? null : triedBy
      }),
    hold: db.transaction((paths: readonly string[]) => {
      for (const path of paths) hold.run(triedBy, pathToBytes(path))
    }),
    clear: (path, stage) => void clear.run(pathToBytes(path), stage),
    all: () => latest(all.all().map(toFailure)),
    ofTrack: trackId => ofTrack.all(trackId).map(toFailure),
    below: (path, stage) => {
      const { first, end } = rangeBelow(path)
      const rows = below.all(first, end, pathToBytes(path), stage)
      return rows.map(row => ({ ...row, path: pathFromBytes(row.path), held: row.triedBy === triedBy }))
    },
    count: () => count.get()!,
    forget: db.transaction((paths?: string[]) => {
      if (paths === undefined) forgetAll.run()
      else for (const path of paths) forget.run(pathToBytes(path))
    })
  }
}

/** A file whose tags and sound both failed is one file. */
function latest(newestFirst: TrackFailure[]): TrackFailure[] {
  const seen = new Set<string>()
  return newestFirst.filter(({ path }) => !seen.has(path) && seen.add(path))
}

function toFailure({ path, stage, trackId, code, message, at }: Row): TrackFailure {
  return { path: pathFromBytes(path), stage, trackId, code, message, at }
}
