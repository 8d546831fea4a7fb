import type { Database } from './open.ts'

/** Tables whose rows speak of one track, with the column that names it. */
const watched = { tracks: 'id', measurements: 'track_id', analyses: 'track_id', listening: 'track_id' }

/** More than these at once are no change but another library. */
const most = 20_000

/**
 * Notes which tracks change on this connection, by triggers that exist for it alone. Everything is written through one
 * connection, so nothing is missed; what another process wrote is seen with the first look, which is at all.
 */
export class ChangedTracks {
  readonly #db: Database

  constructor(db: Database) {
    this.#db = db
    db.exec('CREATE TEMP TABLE changed_tracks (id INTEGER PRIMARY KEY)')
    for (const [table, column] of Object.entries(watched)) {
      for (const what of ['INSERT', 'UPDATE']) {
        db.exec(`CREATE TEMP TRIGGER changed_${table}_${what} AFTER ${what} ON main.${table}
          BEGIN ${note(`new.${column}`)}; END`)
      }
    }
    // Folders hide and show all that is below them: 0 stands for everything.
    db.exec(`CREATE TEMP TRIGGER changed_folders AFTER UPDATE OF state ON main.folders
      BEGIN ${note('0')}; END`)
  }

  /** What changed since the last time; null: too much to name. */
  take(): number[] | null {
    const ids = this.#db.prepare<[], number>('SELECT id FROM changed_tracks').pluck().all()
    if (ids.length > 0) this.#db.exec('DELETE FROM changed_tracks')
    return ids.length > most || ids.includes(0) ? null : ids
  }
}

/** Not INSERT OR IGNORE: an upsert that sets the trigger off overrides what its statements say of conflicts. */
const note = (id: string): string =>
  `INSERT INTO changed_tracks SELECT ${id} WHERE NOT EXISTS (SELECT 1 FROM changed_tracks WHERE id = ${id})`
