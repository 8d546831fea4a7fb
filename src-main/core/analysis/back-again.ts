import { stat } from 'node:fs/promises'
import type { Folder } from '#contract/entities.ts'
import type { PendingTrack } from '../database/statements/analyses.ts'
import { isWithin, pathForFs } from '../files/paths.ts'

/** So many files are looked at together. */
const together = 32

/**
 * Those of the tracks that were away whose files are there again, as they were: a drive that came back needs no scan
 * before it is heard. Files of a folder that is still away are not looked at.
 */
export async function* backAgain(
  away: readonly PendingTrack[],
  folders: readonly Folder[]
): AsyncGenerator<PendingTrack> {
  if (away.length === 0) return
  const there: Folder[] = []
  for (const folder of folders) if (await isThere(folder.path)) there.push(folder)
  const reachable = away.filter(({ path }) => there.some(folder => isWithin(path, folder.path)))
  for (let at = 0; at < reachable.length; at += together) {
    const some = reachable.slice(at, at + together)
    const same = await Promise.all(some.map(isAsItWas))
    yield* some.filter((_, place) => same[place])
  }
}

const isThere = (path: string): Promise<boolean> =>
  stat(pathForFs(path)).then(
    found => found.isDirectory(),
    () => false
  )

const isAsItWas = ({ path, size, mtime }: PendingTrack): Promise<boolean> =>
  stat(pathForFs(path)).then(
    found => found.isFile() && found.size === size && Math.floor(found.mtimeMs) === mtime,
    () => false
  )
