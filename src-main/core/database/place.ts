import { statSync } from 'node:fs'
import { EarshotError } from '#contract/errors.ts'
import type { Database } from './open.ts'

/**
 * Watches whether an open database is still the one in its place. On most systems an open file can be removed, and
 * SQLite goes on writing into what nobody will ever find again. The function it gives throws database-gone then.
 */
export function watchPlace(db: Database): () => void {
  const before = placeOf(db.name)
  return () => {
    if (placeOf(db.name) === before) return
    throw new EarshotError(
      'database-gone',
      `${db.name} was moved or removed while Earshot was using it; what was done since is lost. Bring the data folder back or connect its drive, and start again.`
    )
  }
}

/** Null where nothing is there, or nobody can tell. */
function placeOf(path: string): string | null {
  try {
    const { dev, ino } = statSync(path, { bigint: true })
    return `${dev}:${ino}`
  } catch {
    return null
  }
}
