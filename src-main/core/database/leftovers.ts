import { lstatSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { pathForFs } from '../files/paths.ts'
import { isTemporaryName } from '../files/temporary.ts'
import { ownDataFolder } from './lock.ts'

/** Where in a data folder files are written. */
const written = ['', 'backups', 'cache', 'playable']

/** In folders that others write into as well, what is younger may be in work, milliseconds. */
const oldEnough = 60 * 60 * 1000

/** Of a database that was being made. */
const besideDatabase = /-(?:journal|wal|shm)$/

/**
 * Removes what was being written when an earlier Earshot ended, by names that only Earshot makes: in the data folder,
 * where nobody else has it open, and in the folders (of exported playlists) that the database names, where it is old.
 * Gives the paths.
 */
export function removeLeftovers(dataFolder: string): string[] {
  let free: () => void
  try {
    free = ownDataFolder(dataFolder, 0)
  } catch {
    return [] // somebody is at work here, or it is not to be written
  }
  try {
    return written.flatMap(folder => removeIn(join(dataFolder, folder), Infinity))
  } finally {
    free()
  }
}

/** The same in a folder of somebody else's, as the database names it. */
export function removeOldLeftovers(folder: string, now: number = Date.now()): string[] {
  return removeIn(folder, now - oldEnough)
}

function removeIn(folder: string, before: number): string[] {
  const removed: string[] = []
  for (const name of namesIn(folder)) {
    if (!isTemporaryName(name.replace(besideDatabase, ''))) continue
    const path = join(folder, name)
    try {
      const stat = lstatSync(pathForFs(path))
      if (!stat.isFile() || stat.mtimeMs >= before) continue
      rmSync(pathForFs(path))
      removed.push(path)
    } catch {
      continue // gone already, or not ours to remove
    }
  }
  return removed
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(pathForFs(folder), 'utf8')
  } catch {
    return [] // no folder, nothing in it
  }
}
