import type { Charset } from '#contract/charsets.ts'
import type { Failure } from '#contract/errors.ts'
import type { PlanFile, PlanReason } from '#contract/tagging.ts'
import { pathFromBytes, pathToBytes } from '../../files/paths.ts'
import type { Database } from '../open.ts'
import { changeColumns, filesAt, toChange, wanted, type ChangeRow } from './plan-changes.ts'
import type { FieldChange } from './tag-journal.ts'

/** A file as it was at some time. */
export interface FileStamp {
  size: number
  /** Unix milliseconds. */
  mtime: number
  contentId: Uint8Array
}

export interface NewPlanFile extends FileStamp {
  trackId: number | null
  path: string
  /** Its tags may be too large to be kept for an undo byte for byte. */
  large: boolean
  /** Character set that new texts were read in, those of now as Windows-1252; null: both as the library reads them. */
  charset: Charset | null
  changes: NewPlanChange[]
}

export interface NewPlanChange extends FieldChange {
  reasons: PlanReason[]
  accepted: boolean
  /** Why it cannot be done as it is. */
  failure?: Failure | null
}

/** What is accepted and not written yet of one file. */
export interface PlannedWrite extends FileStamp {
  fileId: number
  trackId: number | null
  path: string
  charset: Charset | null
  changes: (FieldChange & { id: number })[]
}

export interface PlanFileStatements {
  /** With its changes; a file the plan has already is left as it is. */
  addFile(planId: number, file: NewPlanFile): void
  files(id: number, offset: number, limit: number): PlanFile[]
  /** A file of a plan as it was when it was looked at. */
  stamp(fileId: number): FileStamp
  /** Ids of the files with something to write, in order of their paths. */
  filesToWrite(id: number): number[]
  /** Where files are to go, and where they are. */
  moves(id: number): { fileId: number; from: string; to: string }[]
  toWrite(fileId: number): PlannedWrite | null
  /** The library knows the file by another path by now. */
  setPath(fileId: number, path: string): void
  /** A file is no longer as it was because we wrote it: open plans go on from there. */
  rewritten(path: string, before: FileStamp, after: FileStamp): void
}

type PlanFileRow = Omit<PlanFile, 'path' | 'changes' | 'large'> & { path: Buffer; large: number }

interface FileRow {
  fileId: number
  trackId: number | null
  path: Buffer
  size: number
  mtime: number
  contentId: Buffer
  charset: Charset | null
}

export function planFileStatements(db: Database): PlanFileStatements {
  const addFile = db
    .prepare<[number, number | null, Buffer, number, number, Buffer, number, string], number>(
      `INSERT INTO plan_files (plan_id, track_id, path, size, mtime, content_id, large, charset)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT DO NOTHING RETURNING id`
    )
    .pluck()
  const addChange = db.prepare<Record<string, unknown>>(
    `INSERT INTO plan_changes (file_id, field, before, after, reasons, accepted, state, code, message)
     VALUES (@id, @field, @before, @after, @reasons, @accepted, @state, @code, @message)`
  )
  const files = db.prepare<[number, number, number], PlanFileRow>(
    `SELECT plan_files.id, track_id AS trackId, plan_files.path, coalesce(title, '') AS title,
       coalesce(artist, '') AS artist, large, nullif(charset, '') AS charset
     FROM plan_files LEFT JOIN tracks ON tracks.id = track_id WHERE plan_id = ?
     ORDER BY plan_files.path LIMIT ? OFFSET ?`
  )
  const changesOf = db.prepare<[number], ChangeRow>(`SELECT ${changeColumns} WHERE file_id = ? ORDER BY id`)
  const filesToWrite = db
    .prepare<[number], number>(
      `SELECT id FROM plan_files WHERE plan_id = ?
       AND EXISTS (SELECT 1 FROM plan_changes WHERE file_id = plan_files.id AND ${wanted}) ORDER BY path`
    )
    .pluck()
  const moves = db.prepare<[number], { fileId: number; path: Buffer; after: string }>(
    `SELECT file_id AS fileId, path, after FROM plan_files JOIN plan_changes ON file_id = plan_files.id
     WHERE plan_id = ? AND field = 'path' AND ${wanted}`
  )
  const file = db.prepare<[number], FileRow>(
    `SELECT id AS fileId, track_id AS trackId, path, size, mtime, content_id AS contentId, nullif(charset, '') AS charset
     FROM plan_files WHERE id = ?`
  )
  const wantedOf = db.prepare<[number], ChangeRow>(`SELECT ${changeColumns} WHERE file_id = ? AND ${wanted}`)
  const setPath = db.prepare<[Buffer, number]>('UPDATE OR IGNORE plan_files SET path = ? WHERE id = ?')
  const rewritten = db.prepare<Record<string, unknown>>(
    `UPDATE plan_files SET size = @size, mtime = @mtime, content_id = @contentId
     WHERE ${filesAt} AND size = @oldSize AND mtime = @oldMtime AND content_id = @oldContentId`
  )

  return {
    addFile: db.transaction((planId: number, planned: NewPlanFile) => {
      const { trackId, path, size, mtime, contentId } = planned
      const large = planned.large ? 1 : 0
      const id = addFile.get(
        planId,
        trackId,
        pathToBytes(path),
        size,
        mtime,
        Buffer.from(contentId),
        large,
        planned.charset ?? ''
      )
      if (id === undefined) return
      for (const { field, before, after, reasons, accepted, failure = null } of planned.changes) {
        addChange.run({
          id,
          field,
          before: JSON.stringify(before),
          after: JSON.stringify(after),
          reasons: JSON.stringify(reasons),
          accepted: accepted ? 1 : 0,
          state: failure === null ? 'open' : 'failed',
          code: failure?.code ?? null,
          message: failure?.message ?? null
        })
      }
    }),
    files: (id, offset, limit) =>
      files.all(id, limit, offset).map(row => ({
        ...row,
        path: pathFromBytes(row.path),
        large: row.large === 1,
        changes: changesOf.all(row.id).map(toChange)
      })),
    stamp: fileId => {
      const { size, mtime, contentId } = file.get(fileId)!
      return { size, mtime, contentId }
    },
    filesToWrite: id => filesToWrite.all(id),
    moves: id =>
      moves.all(id).map(({ fileId, path, after }) => ({
        fileId,
        from: pathFromBytes(path),
        to: (JSON.parse(after) as string[])[0] ?? ''
      })),
    toWrite: fileId => {
      const row = file.get(fileId)
      if (row === undefined) return null
      const changes = wantedOf.all(fileId).map(({ id, field, before, after }) => ({
        id,
        field,
        before: JSON.parse(before) as string[],
        after: JSON.parse(after) as string[]
      }))
      return { ...row, path: pathFromBytes(row.path), changes }
    },
    setPath: (fileId, path) => void setPath.run(pathToBytes(path), fileId),
    rewritten: (path, before, after) =>
      void rewritten.run({
        path: pathToBytes(path),
        size: after.size,
        mtime: after.mtime,
        contentId: Buffer.from(after.contentId),
        oldSize: before.size,
        oldMtime: before.mtime,
        oldContentId: Buffer.from(before.contentId)
      })
  }
}
