import { spawnSync } from 'node:child_process'
import { mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { freeSpace } from '../../src-main/core/files/free-space.ts'

/** Disks of a proof's own, small enough to be filled. */

export interface Disk {
  path: string
  mounted: boolean
  kind: string
}

const megabytes = 96

/** A file system of its own where this process may mount one; else a folder. */
export function mountDisk(path: string): Disk {
  mkdirSync(path)
  const outside = statSync(path).dev
  spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', path], { stdio: 'ignore' })
  const mounted = statSync(path).dev !== outside
  return { path, mounted, kind: mounted ? 'tmpfs' : 'folder' }
}

export function unmount(disks: readonly Disk[]): void {
  for (const { path, mounted } of disks) if (mounted) spawnSync('umount', ['-l', path])
}

/**
 * Fills a disk to its last byte and frees it again, many times a second, so that it is also full in the middle of what
 * was begun while there was room. Only a disk of our own. Gives what ends it.
 */
export function fillNowAndThen({ path, mounted }: Disk, random: () => number): () => void {
  if (!mounted) return () => undefined
  const filler = join(path, 'filler')
  let next: NodeJS.Timeout
  // Full for a shorter while than not, as what is begun then is refused.
  const turn = (full: boolean): void => {
    if (full) fill(path, filler)
    else rmSync(filler, { force: true })
    next = setTimeout(() => turn(!full), random() * (full ? 20 : 100))
  }
  turn(true)
  return () => {
    clearTimeout(next)
    rmSync(filler, { force: true })
  }
}

function fill(path: string, filler: string): void {
  try {
    writeFileSync(filler, Buffer.alloc(freeSpace(path)))
  } catch {
    // What is copied at the same time took the last of it: full it is.
  }
}
