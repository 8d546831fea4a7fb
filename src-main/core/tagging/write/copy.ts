import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  chownSync,
  closeSync,
  constants,
  copyFileSync,
  openSync,
  rmSync,
  statSync,
  utimesSync,
  type BigIntStats
} from 'node:fs'
import { platform } from 'node:process'
import { EarshotError } from '#contract/errors.ts'
import { systemCode } from '../../files/errors.ts'
import { pathForFs } from '../../files/paths.ts'

/**
 * Copies a file with everything that belongs to it: permissions, owner where that is allowed, times, access lists and
 * extended attributes. Node can read neither of the last two, so the system's own `cp` does it where there is one;
 * it shares the blocks where the file system can (reflink, clone), which makes it quick and small. `to` must not be
 * there yet.
 */
export function copyWhole(from: string, to: string): void {
  if (platform === 'linux') copyOnLinux(from, to)
  else if (platform === 'darwin') copyOnMac(from, to)
  // Windows copies attributes, access lists and streams by itself.
  else copyPlain(from, to)
  const copied = statSync(pathForFs(to), { bigint: true })
  const original = statSync(pathForFs(from), { bigint: true })
  if (copied.size !== original.size) {
    throw new EarshotError('write-unsafe', 'The copy to be tagged came out shorter than the file.')
  }
  sameRights(to, original, copied)
}

/**
 * Gives a file the times of another: to the nanosecond on Linux, where `touch` can, as Node only knows times as
 * floating point numbers, whose last digits some programs for backups would take for a change.
 */
export function copyTimes(from: string, to: string): void {
  const { atimeMs, mtimeMs } = statSync(pathForFs(from))
  if (platform === 'linux') touchLike(from, to)
  const wanted = statSync(pathForFs(from), { bigint: true }).mtimeNs
  if (statSync(pathForFs(to), { bigint: true }).mtimeNs === wanted) return
  utimesSync(pathForFs(to), atimeMs / 1000, mtimeMs / 1000)
}

function touchLike(from: string, to: string): void {
  const source = openSync(pathForFs(from), constants.O_RDONLY)
  const target = openSync(pathForFs(to), 'r+')
  try {
    spawnSync('touch', ['-r', '/proc/self/fd/3', '/proc/self/fd/4'], {
      stdio: ['ignore', 'ignore', 'ignore', source, target]
    })
  } finally {
    closeSync(source)
    closeSync(target)
  }
}

/** By open files, not by names: so any name will do, and nothing else can be in the copy's place. */
function copyOnLinux(from: string, to: string): void {
  const source = openSync(pathForFs(from), constants.O_RDONLY | constants.O_NOFOLLOW)
  try {
    const target = openSync(pathForFs(to), 'wx', 0o600)
    try {
      const args = ['--reflink=auto', '--preserve=all', '/proc/self/fd/3', '/proc/self/fd/4']
      const { status } = spawnSync('cp', args, { stdio: ['ignore', 'ignore', 'ignore', source, target] })
      if (status === 0) return
    } finally {
      closeSync(target)
    }
  } finally {
    closeSync(source)
  }
  // A cp that knows no --preserve=all (BusyBox), or a full disk: which of them, the next try tells.
  rmSync(pathForFs(to))
  copyPlain(from, to)
}

function copyOnMac(from: string, to: string): void {
  for (const how of ['-cp', '-p']) {
    const { status } = spawnSync('/bin/cp', [how, from, to], { stdio: 'ignore' })
    if (status === 0) return
    rmSync(pathForFs(to), { force: true })
  }
  copyPlain(from, to)
}

function copyPlain(from: string, to: string): void {
  copyFileSync(pathForFs(from), pathForFs(to), constants.COPYFILE_FICLONE | constants.COPYFILE_EXCL)
}

/** Rights must be the same; the owner of somebody else's file only root can give. */
function sameRights(to: string, original: BigIntStats, copied: BigIntStats): void {
  if (platform === 'win32') return
  if (copied.uid !== original.uid || copied.gid !== original.gid) {
    try {
      chownSync(pathForFs(to), Number(original.uid), Number(original.gid))
    } catch (thrown) {
      if (systemCode(thrown) !== 'EPERM') throw thrown
    }
  }
  chmodSync(pathForFs(to), Number(original.mode & 0o7777n))
}
