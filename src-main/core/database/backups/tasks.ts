import type { Backup, BackupKind } from '#contract/keeping.ts'
import { removeSync } from '../../files/whole-file.ts'
import { temporaryBeside } from '../../files/temporary.ts'
import type { Answers } from '../../threads/index.ts'
import { databaseFile } from '../files.ts'
import { openReader } from '../open.ts'
import { backUp } from './back-up.ts'
import { checkCopy } from './check.ts'
import { copyOut } from './restore.ts'

/** What is done in a thread, for it reads and writes the whole database. */
export interface BackupTasks {
  make: [{ dataFolder: string; kind: BackupKind }, Backup]
  /** Gives the number of tracks. Throws database-damaged, database-newer. */
  check: [{ dataFolder: string; path: string }, number]
}

export const backupAnswers: Answers<BackupTasks> = {
  make: ({ dataFolder, kind }) => {
    const db = openReader(dataFolder)
    try {
      return backUp(db, dataFolder, kind)
    } finally {
      db.close()
    }
  },
  check: async ({ dataFolder, path }) => {
    const copy = temporaryBeside(databaseFile(dataFolder), 'tmp')
    try {
      await copyOut(path, copy)
      return checkCopy(copy, 'The backup').tracks
    } finally {
      removeSync(copy)
    }
  }
}
