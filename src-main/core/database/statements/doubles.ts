import type { ErrorCode } from '#contract/errors.ts'
import { pathFromBytes } from '../../files/paths.ts'
import type { Database } from '../open.ts'

/** A track that was heard, by its length. */
export interface HeardTrack {
  id: number
  /** Seconds. */
  duration: number
  looked: boolean
}

export interface TrackFile {
  id: number
  path: string
  contentId: Uint8Array
}

interface Look {
  contentId: Uint8Array
  method: number
  /** JSON; null where it was not decoded. */
  edge: string | null
  code: ErrorCode | null
}

export interface ComparedPair {
  one: number
  other: number
  same: boolean
  how: 'bytes' | 'sound'
  /** JSON */
  difference: string | null
}

export interface DoubleStatements {
  /** Shown tracks whose files are there and that this model has heard, the shortest first. */
  heard(modelId: number, method: number): HeardTrack[]
  files(ids: readonly number[]): TrackFile[]
  putLook(trackId: number, look: Look, now: number): void
  /** Tracks that nothing is like. */
  nothingLike(ids: readonly number[], method: number, now: number): void
  /** The smaller number comes first. What was said of the pair by hand stays. */
  putPair(
    pair: ComparedPair & { method: number; oneContent: Uint8Array; otherContent: Uint8Array },
    now: number
  ): void
  /** What is known of a track with others, of the files as they are now. */
  known(id: number, method: number): { id: number; same: boolean }[]
  /** Pairs of shown tracks that are one recording, but for those that somebody parted. */
  same(method: number): ComparedPair[]
  setApart(ids: readonly number[], apart: boolean): void
  /** Shown tracks that were looked at as they are. */
  countLooked(method: number): number
  failed(method: number): { code: ErrorCode; tracks: number }[]
}

const current = 'looks.content_id = tracks.content_id AND looks.method = @method'

export function doubleStatements(db: Database): DoubleStatements {
  const heard = db.prepare<Record<string, unknown>, Omit<HeardTrack, 'looked'> & { looked: number }>(
    `SELECT tracks.id, coalesce(tracks.duration, analyses.duration) AS duration,
       EXISTS (SELECT 1 FROM double_looks AS looks WHERE looks.track_id = tracks.id AND ${current}) AS looked
     FROM analyses INDEXED BY analyses_by_model
     JOIN visible_tracks AS tracks ON analyses.track_id = tracks.id AND analyses.content_id = tracks.content_id
     WHERE model_id = @modelId AND available = 1 ORDER BY duration, tracks.id`
  )
  const files = db.prepare<[string], { id: number; path: Buffer; contentId: Buffer }>(
    `SELECT tracks.id, tracks.path, content_id AS contentId FROM json_each(?) AS asked JOIN tracks ON tracks.id = asked.value`
  )
  const putLook = db.prepare<Record<string, unknown>>(
    `INSERT INTO double_looks (track_id, content_id, method, edge, code, at)
     VALUES (@trackId, @contentId, @method, @edge, @code, @now)
     ON CONFLICT (track_id) DO UPDATE SET content_id = excluded.content_id, method = excluded.method,
       edge = excluded.edge, code = excluded.code, at = excluded.at`
  )
  const nothingLike = db.prepare<Record<string, unknown>>(
    `INSERT INTO double_looks (track_id, content_id, method, at)
     SELECT tracks.id, content_id, @method, @now FROM json_each(@ids) AS asked JOIN tracks ON tracks.id = asked.value
     WHERE true ON CONFLICT (track_id) DO UPDATE SET content_id = excluded.content_id, method = excluded.method,
       code = NULL, at = excluded.at`
  )
  const putPair = db.prepare<Record<string, unknown>>(
    `INSERT INTO double_pairs (one, other, one_content, other_content, method, same, how, difference, at)
     VALUES (@one, @other, @oneContent, @otherContent, @method, @same, @how, @difference, @now)
     ON CONFLICT (one, other) DO UPDATE SET one_content = excluded.one_content,
       other_content = excluded.other_content, method = excluded.method, same = excluded.same, how = excluded.how,
       difference = excluded.difference, at = excluded.at`
  )
  const asTheyAre = `JOIN tracks AS a ON a.id = one AND a.content_id = one_content
     JOIN tracks AS b ON b.id = other AND b.content_id = other_content`
  const known = db.prepare<Record<string, unknown>, { id: number; same: number }>(
    `SELECT other AS id, same FROM double_pairs ${asTheyAre} WHERE one = @id AND method = @method
     UNION ALL SELECT one AS id, same FROM double_pairs ${asTheyAre} WHERE other = @id AND method = @method`
  )
  const same = db.prepare<Record<string, unknown>, Omit<ComparedPair, 'same'>>(
    `SELECT one, other, how, difference FROM double_pairs INDEXED BY double_pairs_same
     JOIN visible_tracks AS a ON a.id = one AND a.content_id = one_content
     JOIN visible_tracks AS b ON b.id = other AND b.content_id = other_content
     WHERE same = 1 AND apart = 0 AND method = @method ORDER BY one, other`
  )
  const setApart = db.prepare<Record<string, unknown>>(
    `UPDATE double_pairs SET apart = @apart WHERE one IN (SELECT value FROM json_each(@ids))
       AND other IN (SELECT value FROM json_each(@ids))`
  )
  const countLooked = db
    .prepare<Record<string, unknown>, number>(
      `SELECT count(*) FROM double_looks AS looks
       JOIN visible_tracks AS tracks ON tracks.id = looks.track_id AND ${current} WHERE code IS NULL`
    )
    .pluck()
  const failed = db.prepare<Record<string, unknown>, { code: ErrorCode; tracks: number }>(
    `SELECT code, count(*) AS tracks FROM double_looks AS looks INDEXED BY double_looks_failed
     CROSS JOIN visible_tracks AS tracks ON tracks.id = looks.track_id AND ${current}
     WHERE code IS NOT NULL GROUP BY code ORDER BY code`
  )

  return {
    heard: (modelId, method) =>
      heard.all({ modelId, method }).map(row => ({ ...row, looked: row.looked === 1 })),
    files: ids =>
      files.all(JSON.stringify(ids)).map(row => ({
        id: row.id,
        path: pathFromBytes(row.path),
        contentId: Uint8Array.from(row.contentId)
      })),
    putLook: (trackId, { contentId, ...look }, now) =>
      void putLook.run({ trackId, contentId: Buffer.from(contentId), ...look, now }),
    nothingLike: (ids, method, now) => void nothingLike.run({ ids: JSON.stringify(ids), method, now }),
    putPair: ({ oneContent, otherContent, same: isSame, ...pair }, now) =>
      void putPair.run({
        ...pair,
        same: isSame ? 1 : 0,
        oneContent: Buffer.from(oneContent),
        otherContent: Buffer.from(otherContent),
        now
      }),
    known: (id, method) => known.all({ id, method }).map(row => ({ id: row.id, same: row.same === 1 })),
    same: method => same.all({ method }).map(row => ({ ...row, same: true })),
    setApart: (ids, apart) => void setApart.run({ ids: JSON.stringify(ids), apart: apart ? 1 : 0 }),
    countLooked: method => countLooked.get({ method })!,
    failed: method => failed.all({ method })
  }
}
