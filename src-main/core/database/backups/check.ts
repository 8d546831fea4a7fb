import BetterSqlite3 from 'better-sqlite3'
import { EarshotError } from '#contract/errors.ts'
import { applicationId } from '../files.ts'
import { newestVersion } from '../migrations/index.ts'

/**
 * Opens a copy of a database and reads all of it. Gives its version and its number of tracks; throws database-damaged
 * for one that is not whole, and database-newer.
 */
export function checkCopy(path: string, name = 'The copy'): { version: number; tracks: number } {
  let db: BetterSqlite3.Database | null = null
  try {
    db = new BetterSqlite3(path, { readonly: true, fileMustExist: true })
    const found = db.pragma('integrity_check(1)', { simple: true })
    const owner = db.pragma('application_id', { simple: true })
    if (found !== 'ok' || owner !== applicationId) {
      const why = found === 'ok' ? 'it is not a database of Earshot' : String(found)
      throw new EarshotError('database-damaged', `${name} is damaged (${why}).`)
    }
    const version = Number(db.pragma('user_version', { simple: true }))
    if (version > newestVersion)
      throw new EarshotError('database-newer', `${name} was written by a newer Earshot; update Earshot.`)
    return { version, tracks: db.prepare<[], number>('SELECT count(*) FROM tracks').pluck().get() ?? 0 }
  } catch (thrown) {
    if (thrown instanceof EarshotError) throw thrown
    throw new EarshotError('database-damaged', `${name} cannot be read.`, { cause: thrown })
  } finally {
    db?.close()
  }
}
