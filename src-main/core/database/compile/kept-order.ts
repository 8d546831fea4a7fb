import { toFailure } from '#contract/errors.ts'
import { databaseError } from '../errors.ts'
import type { Database } from '../open.ts'

/** Fewer are sorted as soon as read, tracks. */
const worthKeeping = 1_000

/** What an order may not look at: what no trigger of migration 355 watches. */
const elsewhere = /\b[ml]\.|\banalyse[sd]\b/

/** Folded letters are those of this edition of Unicode; a later one may order some of them otherwise. */
const keyOf = (order: string): string => `${order} -- Unicode ${process.versions.unicode}`

/** The whole library in this order, as it was kept; null where it was not, or something has changed since. */
export function keptOrder(db: Database, order: string): Uint32Array | null {
  if (elsewhere.test(order)) return null
  const read = db.prepare<[string], Buffer>('SELECT ids FROM kept_orders WHERE order_by = ?').pluck()
  const kept = read.get(keyOf(order))
  return kept === undefined ? null : new Uint32Array(new Uint8Array(kept).buffer)
}

/** Keeps it in the place of the last one, unless another process is writing: then the next one is kept. */
export function keepOrder(db: Database, order: string, ids: Uint32Array): void {
  if (ids.length < worthKeeping || elsewhere.test(order) || db.readonly || db.inTransaction) return
  const patience = db.pragma('busy_timeout', { simple: true }) as number
  db.pragma('busy_timeout = 0')
  try {
    db.transaction(() => {
      db.exec('DELETE FROM kept_orders')
      db.prepare('INSERT INTO kept_orders (order_by, ids) VALUES (?, ?)').run(keyOf(order), bytesOf(ids))
    }).immediate()
  } catch (thrown) {
    if (toFailure(databaseError(thrown)).code !== 'database-busy') throw thrown
  } finally {
    db.pragma(`busy_timeout = ${patience}`)
  }
}

const bytesOf = (ids: Uint32Array): Buffer => Buffer.from(ids.buffer, ids.byteOffset, ids.byteLength)
