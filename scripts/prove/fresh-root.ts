import {
  execFileSync,
  spawn,
  spawnSync,
  type ChildProcessByStdio,
  type SpawnSyncReturns
} from 'node:child_process'
import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Readable } from 'node:stream'

/** What a program in there is told, and nothing of this machine. */
const environment = {
  PATH: '/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
  HOME: '/root',
  LC_ALL: 'C.UTF-8',
  DEBIAN_FRONTEND: 'noninteractive'
}

/** The least that Debian calls one, with apt and without anything that Earshot asks for, as a tar file. */
export function makeDebian(tar: string): void {
  execFileSync('mmdebstrap', ['--variant=minbase', '--quiet', 'bookworm', tar], { stdio: 'inherit' })
}

/** A system of its own in an empty folder; of this machine it shares the kernel and the network. Wants root. */
export class FreshRoot {
  readonly #folder: string

  constructor(tar: string, folder: string) {
    this.#folder = folder
    execFileSync('tar', ['--directory', folder, '--extract', '--file', tar])
    execFileSync('mount', ['-t', 'proc', 'proc', this.at('/proc')])
    for (const file of ['/etc/resolv.conf', '/etc/hosts']) copyFileSync(file, this.at(file))
  }

  /** Where one of its paths lies here. */
  at(path: string): string {
    return join(this.#folder, path)
  }

  run(command: readonly string[], env: NodeJS.ProcessEnv = {}): SpawnSyncReturns<string> {
    return spawnSync('chroot', [this.#folder, ...command], {
      env: { ...environment, ...env },
      encoding: 'utf8',
      maxBuffer: 1 << 26
    })
  }

  start(
    command: readonly string[],
    env: NodeJS.ProcessEnv = {}
  ): ChildProcessByStdio<null, Readable, Readable> {
    return spawn('chroot', [this.#folder, ...command], {
      env: { ...environment, ...env },
      stdio: ['ignore', 'pipe', 'pipe']
    })
  }

  /** Nothing can be written below a path while `work` runs. */
  readOnly(path: string, work: () => void): void {
    const place = this.at(path)
    execFileSync('mount', ['--bind', place, place])
    try {
      execFileSync('mount', ['-o', 'remount,bind,ro', place])
      work()
    } finally {
      execFileSync('umount', [place])
    }
  }

  /** What is mounted in it has to go before anybody may delete it. */
  close(): void {
    execFileSync('umount', [this.at('/proc')])
  }
}
