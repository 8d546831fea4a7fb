import { lstat, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { EarshotError } from '#contract/errors.ts'
import { freeSpace } from '../../files/free-space.ts'
import { pathForDisplay, pathForFs } from '../../files/paths.ts'
import { namesIn } from './folder-names.ts'
import type { Layout } from './layout.ts'

/** What is left free on a disk that files are brought to. */
const spare = 4_000_000

/** There has to be room for all before the first is brought. `link`: hard links where the disk can. Throws disk-full. */
export async function requireSpace(folder: string, layouts: readonly Layout[], link: boolean): Promise<void> {
  const free = freeSpace(folder)
  const { dev } = await stat(pathForFs(folder))
  let wanted = spare
  for (const { into, files } of layouts) {
    const sizes = await sizesIn(into)
    for (const path of files.keys()) {
      const source = await stat(pathForFs(path)).catch(() => null)
      if (source === null || (link && source.dev === dev)) continue
      // It may be there already. Where it is another of that size, the copying finds the disk full instead.
      if (!sizes.has(source.size)) wanted += source.size
    }
  }
  if (wanted <= free) return
  const megabytes = (bytes: number): string => `${Math.ceil(bytes / 1e6).toLocaleString('en')} MB`
  throw new EarshotError(
    'disk-full',
    `The files take ${megabytes(wanted)}, and ${pathForDisplay(folder)} has ${megabytes(free)} left.`
  )
}

async function sizesIn(folder: string): Promise<Set<number>> {
  const sizes = new Set<number>()
  for (const name of (await namesIn(folder)).all()) {
    const there = await lstat(pathForFs(join(folder, name))).catch(() => null)
    if (there?.isFile()) sizes.add(there.size)
  }
  return sizes
}
