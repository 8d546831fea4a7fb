import { stat } from 'node:fs/promises'
import { EarshotError } from '#contract/errors.ts'
import { freeSpace } from '../../files/free-space.ts'
import { pathForDisplay, pathForFs } from '../../files/paths.ts'
import { namesIn } from './folder-names.ts'
import { mayBeThere } from './put-file.ts'
import { broughtName } from './safe-name.ts'

/** What is left free on a disk that files are brought to. */
const spare = 4_000_000

export interface Bringing {
  /** Where the playlists go. */
  folder: string
  /** Hard links where the disk can. */
  link: boolean
  /** Of each playlist: the folder for its music, and the files. */
  lists: { into: string; paths: string[] }[]
}

/** There has to be room for all before the first is brought. Throws disk-full. */
export async function requireSpace({ folder, link, lists }: Bringing): Promise<void> {
  const free = freeSpace(folder)
  const { dev } = await stat(pathForFs(folder))
  let wanted = spare
  for (const { into, paths } of lists) {
    const place = { folder: into, names: await namesIn(into) }
    for (const path of new Set(paths)) {
      const source = await stat(pathForFs(path)).catch(() => null)
      if (source === null || (link && source.dev === dev)) continue
      // That is not read here: where it is another of the same size, the copying finds the disk full instead.
      if (!(await mayBeThere(source.size, broughtName(path), place))) wanted += source.size
    }
  }
  if (wanted <= free) return
  const megabytes = (bytes: number): string => `${Math.ceil(bytes / 1e6).toLocaleString('en')} MB`
  throw new EarshotError(
    'disk-full',
    `The files take ${megabytes(wanted)}, and ${pathForDisplay(folder)} has ${megabytes(free)} left.`
  )
}
