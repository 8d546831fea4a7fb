import type { Database } from '../open.ts'

interface Heard {
  plays: number
  playedAt: number | null
  rating: number | null
  fromFile: number | null
}

/** What went over, so that it can come back. */
interface Handed {
  /** Entries of playlists. */
  entries: number[]
  /** Taught tags that the kept one became an example of. */
  tags: number[]
  /** What was known of playing the kept one, before and after; null: of the other one nothing was known. */
  listening: { before: Heard | null; after: Heard } | null
}

/** One track takes the place of another. */
interface Handover {
  writeId: number
  trackId: number
  keepId: number
}

export interface HandoverStatements {
  /** Which file is kept in the place of one that a plan sets aside; null: the plan does something else with it. */
  keptFor(fileId: number): number | null
  /** With the change of a file that `addFile` has added. */
  setKept(planId: number, trackId: number, kept: { keepId: number; trash: boolean }): void
  /** Whether a file that a plan sets aside goes to the trash. */
  goesToTrash(fileId: number): boolean
  /** Playlists, examples, plays and rating go over to the kept one; the other one leaves the library. */
  give(handover: Handover, now: number): void
  /** All of it comes back, as far as nobody changed it since, and the track with it. */
  takeBack(of: Handover): void
  byWrite(writeId: number): Handover | null
}

const heardColumns = 'plays, played_at AS playedAt, rating, from_file AS fromFile'

export function handoverStatements(db: Database): HandoverStatements {
  const keptFor = db.prepare<[number], number>('SELECT keep_id FROM plan_asides WHERE file_id = ?').pluck()
  const toTrash = db.prepare<[number], number>('SELECT trash FROM plan_asides WHERE file_id = ?').pluck()
  const setKept = db.prepare<[number, number, number, number]>(
    `INSERT OR IGNORE INTO plan_asides (file_id, keep_id, trash)
     SELECT id, ?, ? FROM plan_files WHERE plan_id = ? AND track_id = ?`
  )
  const entries = db.prepare<[number], number>('SELECT id FROM playlist_entries WHERE track_id = ?').pluck()
  const point = db.prepare<Record<string, unknown>>(
    `UPDATE playlist_entries SET track_id = @to WHERE track_id = @from AND id IN (SELECT value FROM json_each(@ids))`
  )
  const examples = db
    .prepare<Record<string, unknown>, number>(
      `INSERT INTO taught_examples (tag_id, track_id, positive, at)
       SELECT tag_id, @keepId, positive, at FROM taught_examples AS own WHERE track_id = @trackId
         AND NOT EXISTS (SELECT 1 FROM taught_examples AS others
           WHERE others.tag_id = own.tag_id AND others.track_id = @keepId)
       RETURNING tag_id`
    )
    .pluck()
  const forget = db.prepare<Record<string, unknown>>(
    `DELETE FROM taught_examples WHERE track_id = @keepId AND tag_id IN (SELECT value FROM json_each(@tags))
       AND EXISTS (SELECT 1 FROM taught_examples AS own WHERE own.tag_id = taught_examples.tag_id
         AND own.track_id = @trackId AND own.positive = taught_examples.positive)`
  )
  const heard = db.prepare<[number], Heard>(`SELECT ${heardColumns} FROM listening WHERE track_id = ?`)
  const setHeard = db.prepare<Record<string, unknown>>(
    `INSERT INTO listening (track_id, plays, played_at, rating, from_file)
     VALUES (@id, @plays, @playedAt, @rating, @fromFile)
     ON CONFLICT (track_id) DO UPDATE SET plays = excluded.plays, played_at = excluded.played_at,
       rating = excluded.rating, from_file = excluded.from_file`
  )
  const unheard = db.prepare<[number]>('DELETE FROM listening WHERE track_id = ?')
  const leave = db.prepare<[number, number]>('INSERT OR IGNORE INTO left_tracks (track_id, at) VALUES (?, ?)')
  const back = db.prepare<[number]>('DELETE FROM left_tracks WHERE track_id = ?')
  // What looks at changed tracks has to look at this one.
  const touch = db.prepare<[number]>('UPDATE tracks SET scanned_at = scanned_at WHERE id = ?')
  const note = db.prepare<Record<string, unknown>>(
    'INSERT INTO handovers (write_id, track_id, keep_id, handed) VALUES (@writeId, @trackId, @keepId, @handed)'
  )
  const byWrite = db.prepare<[number], Handover>(
    'SELECT write_id AS writeId, track_id AS trackId, keep_id AS keepId FROM handovers WHERE write_id = ?'
  )
  const handedBy = db.prepare<[number], string>('SELECT handed FROM handovers WHERE write_id = ?').pluck()

  function giveListening(trackId: number, keepId: number): Handed['listening'] {
    const own = heard.get(trackId)
    if (own === undefined) return null
    const before = heard.get(keepId) ?? null
    const takes = own.rating !== null && own.rating > (before?.rating ?? -1)
    const after: Heard = {
      plays: own.plays + (before?.plays ?? 0),
      playedAt: Math.max(own.playedAt ?? 0, before?.playedAt ?? 0) || null,
      rating: takes ? own.rating : (before?.rating ?? null),
      // A rating that came from the other file stands not in this one.
      fromFile: takes ? 0 : (before?.fromFile ?? null)
    }
    setHeard.run({ id: keepId, ...after })
    return { before, after }
  }

  function takeListening(keepId: number, { before, after }: NonNullable<Handed['listening']>): void {
    const now = heard.get(keepId)
    if (now === undefined) return
    const same = now.rating === after.rating && now.fromFile === after.fromFile
    const plays = Math.max(0, now.plays - (after.plays - (before?.plays ?? 0)))
    const { rating, fromFile } = same ? (before ?? { rating: null, fromFile: null }) : now
    const playedAt = now.playedAt === after.playedAt ? (before?.playedAt ?? null) : now.playedAt
    if (before === null && plays === 0 && rating === null) unheard.run(keepId)
    else setHeard.run({ id: keepId, plays, playedAt, rating, fromFile })
  }

  return {
    keptFor: fileId => keptFor.get(fileId) ?? null,
    setKept: (planId, trackId, { keepId, trash }) => void setKept.run(keepId, trash ? 1 : 0, planId, trackId),
    goesToTrash: fileId => toTrash.get(fileId) === 1,
    give: db.transaction(({ writeId, trackId, keepId }: Handover, now: number) => {
      const ids = entries.all(trackId)
      point.run({ from: trackId, to: keepId, ids: JSON.stringify(ids) })
      const handed: Handed = {
        entries: ids,
        tags: examples.all({ trackId, keepId }),
        listening: giveListening(trackId, keepId)
      }
      note.run({ writeId, trackId, keepId, handed: JSON.stringify(handed) })
      leave.run(trackId, now)
      touch.run(trackId)
    }),
    takeBack: db.transaction(({ writeId, trackId, keepId }: Handover) => {
      const handed = JSON.parse(handedBy.get(writeId)!) as Handed
      point.run({ from: keepId, to: trackId, ids: JSON.stringify(handed.entries) })
      forget.run({ trackId, keepId, tags: JSON.stringify(handed.tags) })
      if (handed.listening !== null) takeListening(keepId, handed.listening)
      back.run(trackId)
      touch.run(trackId)
    }),
    byWrite: writeId => byWrite.get(writeId) ?? null
  }
}
