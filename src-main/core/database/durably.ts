import type { Database } from './open.ts'

/** Commits to the disk itself; otherwise a commit may wait in the system's memory for a while. */
export function durably<Result>(db: Database, work: () => Result): Result {
  db.pragma('synchronous = FULL')
  try {
    return work()
  } finally {
    db.pragma('synchronous = NORMAL')
  }
}
