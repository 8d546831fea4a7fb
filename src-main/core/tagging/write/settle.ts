import { lstatSync, rmSync } from 'node:fs'
import { toFailure, type Failure } from '#contract/errors.ts'
import { pathForFs } from '../../files/paths.ts'
import { wholeHash } from '../../files/whole-hash.ts'
import type { FieldChange } from '../../database/statements/tag-journal.ts'
import type { WayBack } from '../../database/statements/ways-back.ts'
import { sameFieldKey } from '#contract/change-fields.ts'
import { sameValues, type TagFiles } from './tag-files.ts'
import { isTemporaryOf } from '../../files/temporary.ts'
import { contentChanges, contentsOf, heldIn, readBack, type ContentChange } from './change-kinds.ts'
import { standing, type Outcome } from './write-file.ts'

export interface UnsettledWrite {
  path: string
  temporary: string
  changes: FieldChange[]
  /** Of the file before and after; null where the write did not come so far. */
  hashes: Pick<WayBack, 'before' | 'after'> | null
  /** How the library reads texts that do not say how they are encoded. */
  charset?: string | undefined
}

/**
 * Finds out how a write ended that was cut short. The rename is one step: while the copy is there, the file is
 * the old one; once it is gone, the file's own bytes tell, and its fields where something else changed it since.
 */
export async function settle(write: UnsettledWrite, files: TagFiles): Promise<Outcome> {
  const { path, temporary, changes, hashes } = write
  try {
    if (!isThere(path)) return { state: 'unknown', failure: away }
    if (isTemporaryOf(temporary, path) && isThere(temporary)) {
      rmSync(pathForFs(temporary))
      return { state: 'abandoned', failure: cutShort }
    }
  } catch (thrown) {
    return { state: 'unknown', failure: toFailure(thrown) }
  }
  try {
    const wanted = contentChanges(changes)
    const covers = wanted.some(({ field }) => field === 'cover')
    const reading = contentsOf(path, files, { covers, charset: write.charset })
    const back = readBack(reading.container, changes, files)
    const isDone = ({ field, after }: ContentChange): boolean =>
      [after, back.get(sameFieldKey(field)) ?? []].some(values => sameValues(heldIn(reading, field), values))
    const hash = hashes === null ? null : await wholeHash(path)
    const done = hash?.equals(hashes!.after) || (!hash?.equals(hashes!.before) && wanted.every(isDone))
    if (!done) return { state: 'abandoned', failure: cutShort }
    const written = wanted.map(change => ({ ...change, after: heldIn(reading, change.field) }))
    const audioHash = await files.audioHash(path)
    return { state: 'done', ...(await standing(path, write.charset)), changes: written, audioHash }
  } catch {
    return { state: 'abandoned', failure: cutShort } // nothing that we would have left behind
  }
}

const away: Failure = { code: 'not-found', message: 'The file cannot be reached.' }
const cutShort: Failure = {
  code: 'write-unsafe',
  message: 'Writing the tags was cut short; the file is as it was.'
}

function isThere(path: string): boolean {
  return lstatSync(pathForFs(path), { throwIfNoEntry: false }) !== undefined
}
