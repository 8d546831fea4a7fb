import BetterSqlite3 from 'better-sqlite3'
import { EarshotError } from '#contract/errors.ts'

/** Gives SQLite's own errors a code of ours and a way out; passes everything else on as it is. */
export function databaseError(thrown: unknown): unknown {
  const because = { cause: thrown }
  // What the driver says by itself, before SQLite is asked.
  if (thrown instanceof TypeError && thrown.message.includes('directory does not exist')) {
    return new EarshotError(
      'database-gone',
      'The data folder is not there; bring it back or connect its drive, and start again.',
      because
    )
  }
  if (!(thrown instanceof BetterSqlite3.SqliteError)) return thrown
  if (thrown.code.startsWith('SQLITE_FULL')) {
    return new EarshotError(
      'disk-full',
      'The disk that holds the database is full; free some space.',
      because
    )
  }
  if (thrown.code.startsWith('SQLITE_BUSY') || thrown.code.startsWith('SQLITE_LOCKED')) {
    return new EarshotError(
      'database-busy',
      'Another Earshot is writing to this data folder; try again when it has finished.',
      because
    )
  }
  if (thrown.code.startsWith('SQLITE_CORRUPT') || thrown.code.startsWith('SQLITE_NOTADB')) {
    return new EarshotError('database-damaged', `The database is damaged (${thrown.message}).`, because)
  }
  if (/^SQLITE_(READONLY|CANTOPEN|PERM|AUTH)/.test(thrown.code)) {
    return new EarshotError(
      'no-access',
      `The database cannot be opened or written (${thrown.message}); check the permissions of the data folder.`,
      because
    )
  }
  if (thrown.code === 'SQLITE_IOERR_SHMSIZE' || thrown.code === 'SQLITE_IOERR_NOMEM') {
    return new EarshotError(
      'disk-full',
      'There is no room for the database on its disk, or in memory; free some.',
      because
    )
  }
  if (thrown.code.startsWith('SQLITE_IOERR')) {
    return new EarshotError(
      'no-access',
      'The disk that holds the library reports an error; check that it is connected and sound, then start Earshot again.',
      because
    )
  }
  return thrown
}

/** Runs `work` and gives its SQLite errors a code of ours. */
export function withDatabaseErrors<Result>(work: () => Result): Result {
  try {
    return work()
  } catch (thrown) {
    throw databaseError(thrown)
  }
}
