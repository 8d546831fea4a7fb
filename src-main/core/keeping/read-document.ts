import type { DocumentReport, LibraryDocument } from '#contract/library-document.ts'
import { EarshotError } from '#contract/errors.ts'
import { withDatabaseErrors } from '../database/errors.ts'
import type { Database } from '../database/open.ts'
import { ownedStatements } from '../database/statements/owned.ts'
import { playStatements } from '../database/statements/plays.ts'
import { searchesStatements } from '../database/statements/searches.ts'
import { taughtStatements } from '../database/statements/taught.ts'
import { findTracks } from './find-tracks.ts'
import { takeInApart, takeInAsked, takeInSettings, takeInTerms } from './own-words.ts'
import { takeInLeft } from './take-in-left.ts'
import { takeInPlaylists } from './take-in-playlists.ts'

/** Gives the track of the library for one of the document; null: it is not here. */
type TrackOf = (track: number) => number | null

/**
 * Takes a document into a library, all of it or nothing. What is there stays: playlists come beside others of their
 * name, plays are the more, a rating or mark is given where there is none, a batch that is known is not added again.
 * Throws bad-request where it names tracks that it does not list.
 */
export async function readDocument(
  db: Database,
  document: LibraryDocument,
  signal: AbortSignal,
  now: number = Date.now()
): Promise<DocumentReport> {
  const takeIn = await prepared(db, document, signal, now)
  return withDatabaseErrors(() => db.transaction(takeIn).immediate())
}

/** What would come of it: all of it is done, and none of it kept. Throws as `readDocument` does. */
export async function lookAtDocument(
  db: Database,
  document: LibraryDocument,
  signal: AbortSignal
): Promise<DocumentReport> {
  const takeIn = await prepared(db, document, signal, Date.now())
  let report: DocumentReport | null = null
  const done = new Error('Looked at.')
  const look = db.transaction(() => {
    report = takeIn()
    throw done
  })
  try {
    withDatabaseErrors(() => look.immediate())
  } catch (thrown) {
    if (thrown !== done) throw thrown
  }
  return report!
}

async function prepared(
  db: Database,
  document: LibraryDocument,
  signal: AbortSignal,
  now: number
): Promise<() => DocumentReport> {
  requireWhole(document)
  const { ids, found } = await findTracks(db, document.tracks, signal)
  const trackOf: TrackOf = track => ids[track] ?? null
  return () => {
    const taught = takeInTaught(db, document.taught, trackOf, now)
    const journal = takeInJournal(db, document.journal, trackOf)
    return {
      tracks: found,
      playlists: takeInPlaylists(db, document, { ids, taughtOf: taught.idOf }),
      played: takeInPlays(db, document.plays, trackOf),
      taught: { tags: taught.tags, examples: taught.examples },
      journal: journal.count,
      searches: takeInSearches(db, document.searches ?? []),
      asked: takeInAsked(db, document.asked ?? []),
      terms: takeInTerms(db, document.terms ?? []),
      settings: takeInSettings(db, document.settings ?? {}),
      apart: takeInApart(db, document.apart ?? [], trackOf, now),
      ...takeInLeft(db, document, trackOf, journal.writeOf)
    }
  }
}

function requireWhole(document: LibraryDocument): void {
  const listed = document.tracks.length
  for (const track of tracksNamedIn(document)) {
    if (track < listed) continue
    throw new EarshotError('bad-request', `The document names track ${track}, but lists only ${listed}.`)
  }
}

function* tracksNamedIn({
  playlists,
  plays,
  taught,
  journal,
  apart = [],
  leftOut = [],
  aside = []
}: LibraryDocument): Generator<number> {
  for (const { entries } of playlists) for (const entry of entries) if ('track' in entry) yield entry.track
  for (const { track } of plays) yield track
  for (const { yes, no } of taught) yield* [...yes, ...no]
  for (const { writes } of journal) for (const { track } of writes) if (track !== null) yield track
  for (const { one, other } of apart) yield* [one, other]
  for (const { track } of leftOut) yield track
  for (const { track, keep } of aside) yield* [track, keep]
}

function takeInPlays(db: Database, plays: LibraryDocument['plays'], trackOf: TrackOf): number {
  const { byTrack, merge } = playStatements(db)
  let changed = 0
  for (const { track, ...played } of plays) {
    const id = trackOf(track)
    if (id === null) continue
    const before = JSON.stringify(byTrack(id))
    merge(id, played)
    if (JSON.stringify(byTrack(id)) !== before) changed++
  }
  return changed
}

/** Gives how many were not kept here already. */
function takeInSearches(db: Database, searches: NonNullable<LibraryDocument['searches']>): number {
  const { saved, save } = searchesStatements(db)
  const known = new Set(saved().map(({ text }) => text))
  const fresh = searches.filter(({ text }) => !known.has(text))
  for (const { text, savedAt } of fresh) save(text, savedAt)
  return fresh.length
}

function takeInTaught(
  db: Database,
  tags: LibraryDocument['taught'],
  trackOf: TrackOf,
  now: number
): { tags: number; examples: number; idOf: Map<number, number> } {
  const taught = taughtStatements(db)
  const idOf = new Map<number, number>()
  let added = 0
  let examples = 0
  for (const { number, name, yes, no } of tags) {
    const known = taught.byName(name)
    const id = known?.id ?? taught.create(name, now)
    if (known === null) added++
    idOf.set(number, id)
    const marked = new Set(taught.marks(id).map(({ trackId }) => trackId))
    for (const [mark, marks] of [
      ['yes', yes],
      ['no', no]
    ] as const) {
      const here = new Set(marks.map(trackOf).filter(one => one !== null))
      const fresh = [...here].filter(one => !marked.has(one))
      taught.mark(id, fresh, mark, now)
      for (const one of fresh) marked.add(one)
      examples += fresh.length
    }
  }
  return { tags: added, examples, idOf }
}

function takeInJournal(
  db: Database,
  journal: LibraryDocument['journal'],
  trackOf: TrackOf
): { count: DocumentReport['journal']; writeOf: Map<number, number> } {
  const owned = ownedStatements(db)
  const batchOf = new Map<number, number>()
  const writeOf = new Map<number, number>()
  const count = { batches: 0, known: 0 }
  for (const { number, writes, ...batch } of journal) {
    const known = owned.batchLike({ id: number, ...batch })
    if (known !== null) {
      count.known++
      batchOf.set(number, known)
      const there = owned.writes(known)
      writes.forEach((write, i) => {
        if (there[i]?.at === write.at) writeOf.set(write.number, there[i].id)
      })
      continue
    }
    const undoes = batch.undoes === null ? null : (batchOf.get(batch.undoes) ?? null)
    const batchId = owned.addBatch({ ...batch, undoes })
    batchOf.set(number, batchId)
    count.batches++
    for (const { number: writeNumber, track, path, audioHash, at, changes } of writes) {
      const trackId = track === null ? null : trackOf(track)
      const here = trackId === null ? undefined : owned.tracks([trackId])[0]?.path
      const audio = audioHash === null ? null : Buffer.from(audioHash, 'hex')
      const write = { trackId, path: here ?? path, audioHash: audio, at }
      writeOf.set(writeNumber, owned.addWrite(batchId, write, changes))
    }
  }
  for (const { writes } of journal)
    for (const { number, changes } of writes)
      for (const { field, undoneBy } of changes) {
        const id = writeOf.get(number)
        const by = undoneBy === null ? undefined : writeOf.get(undoneBy)
        if (id !== undefined && by !== undefined) owned.takeBack(id, field, by)
      }
  return { count, writeOf }
}
