import { EarshotError } from '#contract/errors.ts'
import type { Database } from '../../../core/database/open.ts'
import { analysisStatements, type AnalysisStatements } from '../../../core/database/statements/analyses.ts'
import { failureStatements, type FailureStatements } from '../../../core/database/statements/failures.ts'
import { folderStatements, type FolderStatements } from '../../../core/database/statements/folders.ts'
import { leftOutStatements, type LeftOutStatements } from '../../../core/database/statements/left-out.ts'
import {
  leftTrackStatements,
  type LeftTrackStatements
} from '../../../core/database/statements/left-tracks.ts'
import { passageStatements, type PassageStatements } from '../../../core/database/statements/passages.ts'
import { playStatements, type PlayStatements } from '../../../core/database/statements/plays.ts'
import { listRowStatements, type ListRowStatements } from '../../../core/database/statements/list-rows.ts'
import {
  measurementStatements,
  type MeasurementStatements
} from '../../../core/database/statements/measurements.ts'
import {
  trackStatements,
  type StoredTrack,
  type TrackStatements
} from '../../../core/database/statements/tracks.ts'

/** What the library's handlers know of the database, one set of statements a table. */
export interface LibraryStore {
  folders: FolderStatements
  tracks: TrackStatements
  listRows: ListRowStatements
  failures: FailureStatements
  leftOut: LeftOutStatements
  left: LeftTrackStatements
  passages: PassageStatements
  analyses: AnalysisStatements
  measurements: MeasurementStatements
  played: PlayStatements
}

export function openStore(db: Database): LibraryStore {
  return {
    folders: folderStatements(db),
    tracks: trackStatements(db),
    listRows: listRowStatements(db),
    failures: failureStatements(db),
    leftOut: leftOutStatements(db),
    left: leftTrackStatements(db),
    passages: passageStatements(db),
    analyses: analysisStatements(db),
    measurements: measurementStatements(db),
    played: playStatements(db)
  }
}

/** A track that can be shown and played. Throws not-found. */
export function visibleTrack({ tracks }: Pick<LibraryStore, 'tracks'>, id: number): StoredTrack {
  const track = tracks.byId(id)
  if (track === null || track.hidden) throw new EarshotError('not-found', `There is no track ${id}.`)
  return track
}
