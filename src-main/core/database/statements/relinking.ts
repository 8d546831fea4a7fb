import type { Database } from '../open.ts'
import { pathFromBytes } from '../../files/paths.ts'

/** A track as the entries of playlist files name tracks. */
export interface NamedTrack {
  id: number
  path: string
  title: string
  artist: string
  /** Seconds. */
  duration: number | null
}

export interface RelinkingStatements {
  /** All that are shown, those whose file is there first. */
  all(): NamedTrack[]
}

export function relinkingStatements(db: Database): RelinkingStatements {
  const all = db.prepare<[], Omit<NamedTrack, 'path'> & { path: Buffer }>(
    'SELECT id, path, title, artist, duration FROM visible_tracks ORDER BY available DESC, id'
  )
  return { all: () => all.all().map(row => ({ ...row, path: pathFromBytes(row.path) })) }
}
