import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Real drives of other systems, in image files: mounted where this is root on Linux and has the programs for it. */

export interface Drive {
  name: string
  folder: string
  /** What mounts it here can only write names in ASCII. */
  ascii: boolean
}

interface Kind {
  name: string
  ascii: boolean
  make: string[]
  /** Mounts the image and gives what undoes it. */
  mount(image: string, folder: string): () => void
}

const run = (program: string, ...args: string[]): string =>
  execFileSync(program, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim()

const kinds: Kind[] = [
  {
    name: 'FAT32',
    ascii: true,
    make: ['mkfs.vfat', '-F', '32'],
    mount: (image, folder) => {
      run('fusefat', '-o', 'rw+', image, folder)
      return () => void run('umount', folder)
    }
  },
  {
    name: 'exFAT',
    ascii: false,
    make: ['mkfs.exfat'],
    mount: (image, folder) => {
      const device = run('losetup', '-f', '--show', image)
      const undo = (): void => void run('losetup', '-d', device)
      try {
        run('mount.exfat-fuse', device, folder)
      } catch (thrown) {
        undo()
        throw thrown
      }
      return () => {
        run('umount', folder)
        undo()
      }
    }
  }
]

/**
 * Calls `use` with a folder of this disk, and with each kind of drive that can be mounted here. `skipped` is told which
 * cannot, and why.
 */
export async function withDrives(
  megabytes: number,
  use: (drive: Drive) => Promise<void>,
  skipped: (name: string, why: string) => void
): Promise<void> {
  const work = mkdtempSync(join(tmpdir(), 'earshot-drive-'))
  try {
    mkdirSync(join(work, 'plain'))
    await use({ name: 'this disk', folder: join(work, 'plain'), ascii: false })
    for (const kind of kinds) {
      const [image, folder] = [join(work, `${kind.name}.image`), join(work, kind.name)]
      mkdirSync(folder)
      let unmount: () => void
      try {
        run('truncate', '-s', `${megabytes}M`, image)
        run(kind.make[0]!, ...kind.make.slice(1), image)
        unmount = kind.mount(image, folder)
      } catch (thrown) {
        skipped(kind.name, thrown instanceof Error ? thrown.message.split('\n')[0]! : String(thrown))
        continue
      }
      try {
        if (spawnSync('mountpoint', ['-q', folder]).status === 0)
          await use({ name: kind.name, folder, ascii: kind.ascii })
        else skipped(kind.name, 'it was not mounted')
      } finally {
        unmount()
      }
    }
  } finally {
    rmSync(work, { recursive: true, force: true, maxRetries: 3 })
  }
}
