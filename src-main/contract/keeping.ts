/** What keeps a library: its backups, and its move to another place. */

/**
 * Why a backup was made: before a migration, because a day had passed, before many tags were written, because somebody
 * asked, because another one took the database's place, or before what was exported elsewhere was taken in.
 */
export const backupKinds = ['migration', 'daily', 'tags', 'asked', 'replaced', 'import'] as const
export type BackupKind = (typeof backupKinds)[number]

export interface Backup {
  /** Of its file. */
  name: string
  path: string
  kind: BackupKind
  /** Of the database in it. */
  version: number
  /** When it was made, unix milliseconds. */
  at: number
  /** Of its file, compressed. */
  bytes: number
}

/** Which tracks of a folder that has another place now were found there, by what. */
export interface Relocation {
  from: string
  to: string
  /** All that the library knows below the old place. */
  tracks: number
  /** In the same place of the folder, with the same content. */
  byPlace: number
  /** Elsewhere in the folder, by their content. */
  byContent: number
  /** In the same place, with other content: read and heard anew. */
  edited: number
  /** Not there: kept, and taken up again when they come. */
  missing: number
  /** Old paths of these, the first hundred. */
  missingPaths: string[]
  /** False: that is what would be done. */
  done: boolean
}

export interface BackupList {
  backups: Backup[]
  /** Name of the one that takes the library's place at the next start. */
  waiting: string | null
}
