import type { Database } from '../../database/open.ts'
import { failureStatements } from '../../database/statements/failures.ts'
import { trackStatements } from '../../database/statements/tracks.ts'
import { knownBelow } from '../compare.ts'
import { listFolder, type FoundFile } from '../list-folder.ts'
import type { ChangedPlace } from './changed-places.ts'

/** What lies in a place, where that alone tells whether there is anything new; null: a scan has to tell. */
export interface SeenPlace extends ChangedPlace {
  files: FoundFile[] | null
}

/** Blocks: for workers. */
export function seen(place: ChangedPlace): SeenPlace {
  return { ...place, files: place.deep ? null : filesIn(place.path) }
}

function filesIn(folder: string): FoundFile[] | null {
  try {
    const { files, sheets, links, failures } = listFolder(folder)
    const plain = sheets.length + links.length + failures.length === 0
    return plain && files.every(({ linked }) => linked === undefined) ? files : null
  } catch {
    return null // gone, or not to be read: the scan says so
  }
}

/** Whether the library knows all of a place as it is: what a plan wrote there, for one, is known already. */
export function knowsPlaces(db: Database): (place: SeenPlace) => boolean {
  const tracks = trackStatements(db)
  const failures = failureStatements(db)
  return ({ path, files }) => {
    if (files === null) return false
    const known = knownBelow({ path, folders: [], shallow: true }, tracks, failures)
    const asKnown = files.every(file => ['unchanged', 'failed-before'].includes(known.see(file).standing))
    return asKnown && known.missing().length === 0 && known.stale().length === 0
  }
}
