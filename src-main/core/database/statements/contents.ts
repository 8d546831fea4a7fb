import { pathFromBytes } from '../../files/paths.ts'
import type { Database } from '../open.ts'
import { bytesOf } from './analyses.ts'

/** A shown track of some content, and what is known of it as it is now. */
interface ContentTrack {
  id: number
  path: string
  /** The model has heard it. */
  analysed: boolean
  /** It was measured by the method. */
  measured: boolean
}

export interface ContentStatements {
  /** All shown tracks with this content: copies of a file are tracks of their own. */
  tracks(contentId: Uint8Array, modelId: number, method: number): ContentTrack[]
}

export function contentStatements(db: Database): ContentStatements {
  const tracks = db.prepare<
    Record<string, unknown>,
    { id: number; path: Buffer; analysed: number; measured: number }
  >(
    `SELECT tracks.id, path,
       EXISTS (SELECT 1 FROM analyses INDEXED BY analyses_by_model WHERE analyses.track_id = tracks.id
         AND analyses.content_id = tracks.content_id AND model_id = @modelId) AS analysed,
       EXISTS (SELECT 1 FROM current_measurements AS m WHERE m.track_id = tracks.id AND method = @method) AS measured
     FROM visible_tracks AS tracks WHERE tracks.content_id = @contentId ORDER BY tracks.id`
  )
  return {
    tracks: (contentId, modelId, method) =>
      tracks.all({ contentId: bytesOf(contentId), modelId, method }).map(row => ({
        id: row.id,
        path: pathFromBytes(row.path),
        analysed: row.analysed === 1,
        measured: row.measured === 1
      }))
  }
}
