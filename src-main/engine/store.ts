import type { Database } from '../core/database/open.ts'
import { analysisStatements, type AnalysisStatements } from '../core/database/statements/analyses.ts'
import { failureStatements, type FailureStatements } from '../core/database/statements/failures.ts'
import { folderStatements, type FolderStatements } from '../core/database/statements/folders.ts'
import { listeningStatements, type ListeningStatements } from '../core/database/statements/listening.ts'
import {
  measurementStatements,
  type MeasurementStatements
} from '../core/database/statements/measurements.ts'
import { listRowStatements, type ListRowStatements } from '../core/database/statements/list-rows.ts'
import { modelStatements, type ModelStatements } from '../core/database/statements/models.ts'
import { trackStatements, type TrackStatements } from '../core/database/statements/tracks.ts'

/** What the handlers know of the database, one set of statements a table. */
export interface Store {
  folders: FolderStatements
  tracks: TrackStatements
  listRows: ListRowStatements
  failures: FailureStatements
  analyses: AnalysisStatements
  measurements: MeasurementStatements
  models: ModelStatements
  listening: ListeningStatements
}

export function openStore(db: Database): Store {
  return {
    folders: folderStatements(db),
    tracks: trackStatements(db),
    listRows: listRowStatements(db),
    failures: failureStatements(db),
    analyses: analysisStatements(db),
    measurements: measurementStatements(db),
    models: modelStatements(db),
    listening: listeningStatements(db)
  }
}
