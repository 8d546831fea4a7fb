import type BetterSqlite3 from 'better-sqlite3'
import * as library from './0010-library.ts'
import * as tags from './0020-tags.ts'
import * as playlists from './0030-playlists.ts'
import * as keptTimes from './0040-kept-times.ts'
import * as views from './0050-views.ts'
import * as reasonCodes from './0060-reason-codes.ts'
import * as lookups from './0070-lookups.ts'
import * as names from './0080-names.ts'
import * as ofTracks from './0090-of-tracks.ts'
import * as heldFailures from './0100-held-failures.ts'
import * as lengths from './0110-lengths.ts'
import * as leftOut from './0120-left-out.ts'
import * as writtenRatings from './0130-written-ratings.ts'
import * as passages from './0135-passages.ts'
import * as waysBack from './0140-ways-back.ts'
import * as textCharsets from './0150-text-charsets.ts'
import * as terms from './0160-terms.ts'
import * as searches from './0180-searches.ts'
import * as energyValence from './0200-energy-valence.ts'
import * as rowsOfAnalyses from './0210-rows-of-analyses.ts'
import * as doubles from './0240-doubles.ts'
import * as setAsides from './0245-set-asides.ts'
import * as trash from './0246-trash.ts'
import * as albums from './0250-albums.ts'
import * as leftTracks from './0340-left-tracks.ts'
import * as keptOrders from './0355-kept-orders.ts'

export interface Migration {
  version: number
  sql: string
  /** What SQL cannot say, after it. */
  run?: (db: BetterSqlite3.Database) => void
}

/** In order. A new one is appended and never changes once released. */
export const migrations: readonly Migration[] = [
  library,
  tags,
  playlists,
  keptTimes,
  views,
  reasonCodes,
  lookups,
  names,
  ofTracks,
  heldFailures,
  lengths,
  leftOut,
  writtenRatings,
  passages,
  waysBack,
  textCharsets,
  terms,
  searches,
  energyValence,
  rowsOfAnalyses,
  doubles,
  setAsides,
  trash,
  albums,
  leftTracks,
  keptOrders
]

export const newestVersion = migrations.at(-1)!.version
