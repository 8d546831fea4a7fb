import { lstatSync } from 'node:fs'
import { basename } from 'node:path'
import type { Folder, Passage } from '#contract/entities.ts'
import type { Failure } from '#contract/errors.ts'
import { withDatabaseErrors } from '../database/errors.ts'
import type { Database } from '../database/open.ts'
import { isNotThere } from '../files/errors.ts'
import { pathForFs } from '../files/paths.ts'
import { failureStatements, type FailureStatements } from '../database/statements/failures.ts'
import { passageStatements, type PassageStatements } from '../database/statements/passages.ts'
import { playStatements, type PlayStatements } from '../database/statements/plays.ts'
import { trackStatements, type TrackRecord, type TrackStatements } from '../database/statements/tracks.ts'
import type { FoundFile } from './list-folder.ts'
import type { FileFacts } from './read-tags.ts'
import { ownerOf } from './starts.ts'

/** At most so many changes, and so many milliseconds of work, are lost by a kill. */
const batchSize = 500
const batchTime = 1000

export interface CommitterOptions {
  db: Database
  /** Folders of the library, as they are now. */
  folders(): readonly Folder[]
  now: () => number
  /** After each batch: so many tracks were added or changed. */
  onCommit(tracks: number): void
}

type Change = () => void

/** Writes what a scan finds, in batches of one transaction each. */
export class Committer {
  /** Tracks that took a new path in this scan. */
  readonly moved = new Set<number>()
  readonly #options: CommitterOptions
  readonly #tracks: TrackStatements
  readonly #failures: FailureStatements
  readonly #plays: PlayStatements
  readonly #passages: PassageStatements
  #changes: Change[] = []
  #changed = 0
  #since = 0

  constructor(options: CommitterOptions) {
    this.#options = options
    this.#tracks = trackStatements(options.db)
    this.#failures = failureStatements(options.db)
    this.#plays = playStatements(options.db)
    this.#passages = passageStatements(options.db)
  }

  /** A file that was read: updates the track of that path, or of that content if its old path is gone, or adds it. */
  put(path: string, facts: FileFacts, knownId: number | null): void {
    const folder = ownerOf(path, this.#options.folders())
    if (folder === null) return // its folder was removed meanwhile
    const { failure, played, passages, ...rest } = facts
    const pathText = path.slice(folder.path.length).replace(/^[/\\]/, '')
    const record: TrackRecord = { ...rest, path, pathText, folderId: folder.id }
    this.#add(1, () => {
      const { id, isNew } = this.#place(record, knownId)
      // Of a new track there is nothing to take away: two statements of ten.
      if (!isNew || played.rating !== null || played.plays > 0) this.#plays.asWritten(id, played)
      if (!isNew || passages.length > 0) this.#passages.replace(id, 'tag', passages)
      this.#failures.clear(path, 'scan')
      if (failure === null) this.#failures.clear(path, 'read')
      else this.#record(path, 'read', failure, id, facts)
    })
  }

  /** A file that could not be read, or looked at. The track it was, if any, cannot be played for now. */
  fail(
    path: string,
    stage: 'scan' | 'read',
    failure: Failure,
    trackId: number | null,
    file: FoundFile | null
  ): void {
    this.#add(trackId === null ? 0 : 1, () => {
      if (trackId !== null) this.#tracks.setAvailable(trackId, false)
      this.#record(path, stage, failure, trackId, file)
    })
  }

  /** What cue sheets say of files, by their paths; of everything else that was looked at, none says anything any more. */
  putSheets(sheets: ReadonlyMap<string, readonly Passage[]>, lookedAt: (path: string) => boolean): void {
    this.#add(0, () => {
      for (const { trackId, path } of this.#passages.withSheet()) {
        if (!sheets.has(path) && lookedAt(path)) this.#passages.replace(trackId, 'sheet', [])
      }
      for (const [path, passages] of sheets) {
        const track = this.#tracks.byPath(path)
        // What begins behind the end is of another file.
        const inside = passages.filter(({ start }) => start < (track?.duration ?? Infinity))
        if (track !== null) this.#passages.replace(track.id, 'sheet', inside.length > 1 ? inside : [])
      }
    })
  }

  setAvailable(id: number, available: boolean): void {
    this.#add(1, () => this.#tracks.setAvailable(id, available))
  }

  forget(path: string, stage: 'scan' | 'read'): void {
    this.#add(0, () => this.#failures.clear(path, stage))
  }

  /** Writes what has gathered. Throws disk-full and the like. */
  flush(): void {
    const changes = this.#changes
    const changed = this.#changed
    this.#changes = []
    this.#changed = 0
    if (changes.length === 0) return
    const write = this.#options.db.transaction(() => {
      for (const change of changes) change()
    })
    withDatabaseErrors(() => write.immediate())
    if (changed > 0) this.#options.onCommit(changed)
  }

  #add(tracks: number, change: Change): void {
    if (this.#changes.length === 0) this.#since = performance.now()
    this.#changes.push(change)
    this.#changed += tracks
    if (this.#changes.length >= batchSize || performance.now() - this.#since >= batchTime) this.flush()
  }

  #place(record: TrackRecord, knownId: number | null): { id: number; isNew: boolean } {
    const now = this.#options.now()
    // Asked once more: the same folder may have been walked twice before the first batch was written.
    const id = knownId ?? this.#tracks.byPath(record.path)?.id ?? this.#movedFrom(record)
    if (id === null) return { id: this.#tracks.insert(record, now), isNew: true }
    this.#tracks.update(id, record, now)
    return { id, isNew: false }
  }

  /** The track this file was under another path; null when it is new. */
  #movedFrom(record: TrackRecord): number | null {
    const gone = this.#tracks.byContent(record.contentId).filter(other => isGone(other.path, record.path))
    const from = gone.find(other => basename(other.path) === basename(record.path)) ?? gone[0]
    if (from === undefined) return null
    this.#failures.forget([from.path])
    this.moved.add(from.id)
    return from.id
  }

  #record(
    path: string,
    stage: 'scan' | 'read',
    failure: Failure,
    trackId: number | null,
    file: { size: number; mtime: number } | null
  ): void {
    const { code, message } = failure
    const { size, mtime } = file ?? { size: null, mtime: null }
    this.#failures.record({ path, stage, code, message, trackId, size, mtime }, this.#options.now())
  }
}

/** Whether nothing is at the old path any more, or only the new file under another spelling of upper and lower case. */
function isGone(old: string, now: string): boolean {
  const stat = inodeOf(old)
  if (stat === null) return true
  return old.toLowerCase() === now.toLowerCase() && stat === inodeOf(now)
}

/** Null when nothing is there; a drive that does not answer is not the same as a file that is gone. */
export function inodeOf(path: string): string | null {
  try {
    const { dev, ino } = lstatSync(pathForFs(path), { bigint: true })
    return `${dev}:${ino}`
  } catch (thrown) {
    return isNotThere(thrown) ? null : path
  }
}
