import type { FailureStatements, KnownFailure } from '../database/statements/failures.ts'
import type { KnownFile, TrackStatements } from '../database/statements/tracks.ts'
import type { FoundFile } from './list-folder.ts'
import { isBelow, type Start } from './starts.ts'

/** What a file on disk is to the library. `back`: as it was, after having been away. */
export type Standing = 'unchanged' | 'back' | 'changed' | 'new' | 'failed-before'

/** All that is known below one place, to compare a walk with. What was not seen is left at the end. */
export class KnownFiles {
  readonly #tracks: Map<string, KnownFile>
  readonly #failures: Map<string, KnownFailure>

  constructor(tracks: Iterable<KnownFile>, failures: Iterable<KnownFailure>) {
    this.#tracks = new Map(Array.from(tracks, track => [track.path, track]))
    this.#failures = new Map(Array.from(failures, failure => [failure.path, failure]))
  }

  /** Compares a file that is there with what is known of it, and takes it off the list of what is missing. */
  see(file: FoundFile): { standing: Standing; id: number | null } {
    const track = this.#tracks.get(file.path)
    const failure = this.#failures.get(file.path)
    this.#tracks.delete(file.path)
    this.#failures.delete(file.path)
    const id = track?.id ?? null
    if (track?.stale === true) return { standing: 'changed', id }
    const asItWas = track !== undefined && same(file, track)
    if (asItWas && track.available) return { standing: 'unchanged', id }
    if (failure?.held === true && same(file, failure)) return { standing: 'failed-before', id }
    if (asItWas) return { standing: 'back', id }
    return { standing: track === undefined ? 'new' : 'changed', id }
  }

  /** Available tracks whose file was not seen. */
  missing(): KnownFile[] {
    return [...this.#tracks.values()].filter(track => track.available)
  }

  /** Paths of failures whose file was not seen. */
  stale(): string[] {
    return [...this.#failures.keys()]
  }
}

/** What is known of all that a walk from this start sees. */
export function knownBelow(start: Start, tracks: TrackStatements, failures: FailureStatements): KnownFiles {
  const { path, shallow = false } = start
  const failed = failures.below(path, 'read').filter(one => isBelow(one.path, start))
  return new KnownFiles(shallow ? tracks.knownIn(path) : tracks.known(path), failed)
}

function same(file: FoundFile, known: { size: number | null; mtime: number | null }): boolean {
  return file.size === known.size && file.mtime === known.mtime
}
