import { lstat, rename, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { pathForFs } from '../../files/paths.ts'
import { sameContent } from '../../files/same-content.ts'
import { isNumbered, withoutNumber } from './plain-name.ts'
import type { Putting } from './put-file.ts'

/**
 * Gives a file that an earlier export brought under another number its new one, rather than bringing it again beside
 * it: players that play folders by name would play both. `taken`: those that belong to other places of this list.
 */
export async function renumber(
  from: string,
  name: string,
  { folder, names, signal }: Putting,
  taken: ReadonlySet<string>
): Promise<void> {
  if (names.alike(name).length > 0) return
  const others = names
    .all()
    .filter(other => isNumbered(other) && withoutNumber(other) === withoutNumber(name))
  const source = await stat(pathForFs(from)).catch(() => null)
  for (const other of others) {
    const path = join(folder, other)
    const there = await lstat(pathForFs(path)).catch(() => null)
    if (taken.has(path) || !there?.isFile() || there.size !== source?.size) continue
    if (!(await sameContent(from, path, signal))) continue
    await rename(pathForFs(path), pathForFs(join(folder, name)))
    names.remove(other)
    names.add(name)
    return
  }
}
