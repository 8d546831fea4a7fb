import { stat, statfs } from 'node:fs/promises'
import { EarshotError } from '#contract/errors.ts'
import { pathForDisplay, pathForFs } from '../../files/paths.ts'
import type { ExportWish } from './export-job.ts'
import { namesIn } from './folder-names.ts'
import { mayBeThere } from './put-file.ts'
import { broughtName } from './safe-name.ts'

/** What is left free on a disk that files are brought to. */
const spare = 4_000_000

/** There has to be room for all before the first is brought. `folderOf`: of a playlist. Throws disk-full. */
export async function requireSpace(
  { playlists, folder, options }: ExportWish,
  folderOf: (playlist: number) => string
): Promise<void> {
  const { dev, bytes: free } = await diskOf(folder)
  let wanted = spare
  for (const [playlist, { entries }] of playlists.entries()) {
    const into = { folder: folderOf(playlist), names: await namesIn(folderOf(playlist)) }
    for (const path of new Set(entries.map(entry => entry.path))) {
      const source = await stat(pathForFs(path)).catch(() => null)
      if (source === null || (options.files === 'link' && source.dev === dev)) continue
      // That is not read here: where it is another of the same size, the copying finds the disk full instead.
      if (!(await mayBeThere(source.size, broughtName(path), into))) wanted += source.size
    }
  }
  if (wanted <= free) return
  const megabytes = (bytes: number): string => `${Math.ceil(bytes / 1e6).toLocaleString('en')} MB`
  throw new EarshotError(
    'disk-full',
    `The files take ${megabytes(wanted)}, and ${pathForDisplay(folder)} has ${megabytes(free)} left.`
  )
}

async function diskOf(folder: string): Promise<{ dev: number; bytes: number }> {
  const [{ dev }, { bavail, bsize }] = await Promise.all([stat(pathForFs(folder)), statfs(pathForFs(folder))])
  return { dev, bytes: bavail * bsize }
}
