import type { ChangeField } from '#contract/change-fields.ts'
import { durably } from '../durably.ts'
import { pathToBytes } from '../../files/paths.ts'
import type { Database } from '../open.ts'

/** What takes one write of tags back, byte for byte. */
export interface WayBack {
  /** SHA-256 of the whole file before the write. */
  before: Uint8Array
  /** And after it. */
  after: Uint8Array
  /** For `putBack` of the tags; null where they are too large to be kept. */
  edits: Uint8Array | null
}

/** One field of a write, and what it means for the change that was first ordered. */
export interface Effect {
  id: number
  field: ChangeField
  before: string[]
  /** Of the change that it made, or that it took back, or whose taking back it took back. */
  base: number
  /** Whether that change is in the file after this one. */
  on: boolean
}

/** A write into a file, as the journal has it. */
export interface FileWrite {
  writeId: number
  effects: Effect[]
}

/** A write that left a file as it is now, or as it was at some time. */
export interface WriteInto extends FileWrite {
  before: Uint8Array
  kept: boolean
}

export interface WayBackStatements {
  /** On the disk itself before this returns. */
  keep(writeId: number, way: WayBack): void
  /** Hashes of the file around a write; null where they are not known. */
  hashes(writeId: number): Pick<WayBack, 'before' | 'after'> | null
  /** Writes that were done and left a file with this hash, the newest first. */
  into(after: Uint8Array): WriteInto[]
  edits(writeId: number): Uint8Array | null
  /** All writes that were done into a file, the oldest first; another track may have had its path before. */
  ofFile(file: { trackId: number | null; path: string }): FileWrite[]
}

interface EffectRow {
  id: number
  field: ChangeField
  before: string
  base: number
  depth: number
}

export function wayBackStatements(db: Database): WayBackStatements {
  const keep = db.prepare<[number, Buffer, Buffer, Buffer | null]>(
    'INSERT INTO tag_ways_back (write_id, before_hash, after_hash, edits) VALUES (?, ?, ?, ?)'
  )
  const hashes = db.prepare<[number], { before: Buffer; after: Buffer }>(
    'SELECT before_hash AS before, after_hash AS after FROM tag_ways_back WHERE write_id = ?'
  )
  const into = db.prepare<[Buffer], { writeId: number; before: Buffer; kept: number }>(
    `SELECT write_id AS writeId, before_hash AS before, edits IS NOT NULL AS kept
     FROM tag_ways_back JOIN tag_writes ON tag_writes.id = write_id
     WHERE after_hash = ? AND state = 'done' ORDER BY write_id DESC`
  )
  // From each change to the one it took back, and on.
  const effects = db.prepare<[number], EffectRow>(
    `WITH RECURSIVE chain (id, base, write_id, field, depth) AS (
       SELECT id, id, write_id, field, 0 FROM tag_changes WHERE write_id = ? AND field <> 'path'
       UNION ALL
       SELECT chain.id, taken.id, taken.write_id, taken.field, depth + 1
       FROM chain CROSS JOIN tag_changes AS taken
         ON taken.undone_by = chain.write_id AND taken.undone_by IS NOT NULL AND taken.field = chain.field
     )
     SELECT chain.id, chain.field, before, base, depth FROM chain CROSS JOIN tag_changes ON tag_changes.id = chain.id
     ORDER BY depth`
  )
  const edits = db
    .prepare<[number], Buffer | null>('SELECT edits FROM tag_ways_back WHERE write_id = ?')
    .pluck()

  const ofFile = db
    .prepare<Record<string, unknown>, number>(
      `SELECT id FROM tag_writes WHERE state = 'done' AND id IN
         (SELECT id FROM tag_writes WHERE track_id = @trackId UNION
          SELECT id FROM tag_writes WHERE path = @path AND (track_id IS NULL OR track_id IS @trackId)) ORDER BY id`
    )
    .pluck()

  /** The last of each chain counts. */
  function effectsOf(writeId: number): Effect[] {
    const last = new Map(effects.all(writeId).map(row => [row.id, row]))
    return [...last.values()].map(({ id, field, before, base, depth }) => {
      return { id, field, before: JSON.parse(before) as string[], base, on: depth % 2 === 0 }
    })
  }

  return {
    keep: (writeId, way) =>
      void durably(db, () =>
        keep.run(
          writeId,
          Buffer.from(way.before),
          Buffer.from(way.after),
          way.edits === null ? null : Buffer.from(way.edits)
        )
      ),
    hashes: writeId => hashes.get(writeId) ?? null,
    into: after =>
      into.all(Buffer.from(after)).map(row => ({
        ...row,
        kept: row.kept === 1,
        effects: effectsOf(row.writeId)
      })),
    edits: writeId => edits.get(writeId) ?? null,
    ofFile: ({ trackId, path }) =>
      ofFile
        .all({ trackId, path: pathToBytes(path) })
        .map(writeId => ({ writeId, effects: effectsOf(writeId) }))
  }
}
