import { join } from 'node:path'
import { isTemporaryName } from '../files/temporary.ts'
import { tighten } from '../files/tighten.ts'
import { backupsFolder, namesIn } from './backups/list.ts'

/** What Earshot makes in a data folder; `window` is what Chromium keeps. */
const ours = /^(?:earshot\.db(?:-wal|-shm|-journal)?|\w+\.lock(?:-journal)?|[\w-]+\.json|serve-token)$/
const ourFolders = new Set(['backups', 'cache', 'models', 'playable', 'window'])

/**
 * Makes a data folder and what is in it nobody else's to read, where an older Earshot or a copy left it open. A folder
 * that holds things of others, too, keeps its own rights; the library in it does not.
 */
export function tightenDataFolder(dataFolder: string): void {
  const names = namesIn(dataFolder)
  const alone = names.every(name => ours.test(name) || ourFolders.has(name) || isTemporaryName(name))
  if (alone) tighten(dataFolder)
  for (const name of names) if (ours.test(name) || ourFolders.has(name)) tighten(join(dataFolder, name))
  const backups = backupsFolder(dataFolder)
  for (const name of namesIn(backups)) tighten(join(backups, name))
}
