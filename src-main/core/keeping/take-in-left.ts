import type { DocumentReport, LibraryDocument } from '#contract/library-document.ts'
import type { Database } from '../database/open.ts'
import { leftTrackStatements } from '../database/statements/left-tracks.ts'

/**
 * Tracks leave the library as they left the one of the document. A double only does where the file that is kept for it is
 * another one here, and shown: the last copy never leaves. Its write in the journal brings it back, as it did there.
 */
export function takeInLeft(
  db: Database,
  { leftOut = [], aside = [] }: Pick<LibraryDocument, 'leftOut' | 'aside'>,
  trackOf: (track: number) => number | null,
  writeOf: ReadonlyMap<number, number>
): Pick<DocumentReport, 'leftOut' | 'aside'> {
  const { leave, setAside } = leftTrackStatements(db)
  const count = { leftOut: 0, aside: 0 }
  for (const { track, keep, write, at } of aside) {
    const [trackId, keepId, writeId] = [trackOf(track), trackOf(keep), writeOf.get(write)]
    if (trackId === null || keepId === null || writeId === undefined) continue
    if (setAside({ trackId, keepId, writeId, at })) count.aside++
  }
  for (const { track, at } of leftOut) {
    const trackId = trackOf(track)
    if (trackId !== null) count.leftOut += leave([trackId], at)
  }
  return count
}
