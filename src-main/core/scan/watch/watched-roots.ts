import { stat, statfs } from 'node:fs/promises'
import type { Watched } from '#contract/entities.ts'
import { pathForFs } from '../../files/paths.ts'
import type { FolderWatches } from './folder-watches.ts'

/** Milliseconds between two looks at whether a root is still there: a drive tells nobody that it comes and goes. */
const rootsEvery = 3000
/** Milliseconds between two looks through what does not tell of all its changes. */
const pollEvery = 600_000

/** File systems whose changes on other machines are told to nobody here, by their numbers on Linux. */
const networks = new Set([
  0x6969, // NFS
  0x517b, // SMB
  0xff534d42, // CIFS
  0xfe534d42, // SMB 2
  0x01021997, // 9P
  0x00c36400, // Ceph
  0x5346414f, // AFS
  0x65735546 // FUSE: sshfs and its like; disks by way of it are polled needlessly
])

interface Root {
  identity: string | null
  how: Watched['how']
  polledAt: number
}

export interface WatchedRootsOptions {
  watches: FolderWatches
  /** All below it is to be looked at. */
  onChange(root: string): void
  onState(): void
}

/** The roots of the library: watched while they are there, looked for while they are not, polled where that is needed. */
export class WatchedRoots {
  readonly #options: WatchedRootsOptions
  readonly #roots = new Map<string, Root>()
  #timer: NodeJS.Timeout | null = null
  #looking = false

  constructor(options: WatchedRootsOptions) {
    this.#options = options
  }

  get paths(): string[] {
    return [...this.#roots.keys()]
  }

  get states(): Watched[] {
    return [...this.#roots].map(([path, { how }]) => ({ path, how }))
  }

  /** What was not there before is watched; the scan that looks at it is its asker's. */
  async set(paths: readonly string[]): Promise<void> {
    for (const path of this.paths) if (!paths.includes(path)) this.#forget(path)
    for (const path of paths) if (!this.#roots.has(path)) await this.#begin(path)
    this.#options.onState()
    this.#timer ??= setInterval(() => void this.look(), rootsEvery).unref()
  }

  /** Whether each is still there, and whether it is the time to look through one. */
  async look(): Promise<void> {
    if (this.#looking) return // a drive that does not answer: once is enough
    this.#looking = true
    for (const [path, root] of this.#roots) {
      if ((await identityOf(path)) !== root.identity) {
        this.#options.watches.remove(path)
        await this.#begin(path)
        this.#options.onState()
        this.#options.onChange(path)
      } else if (root.how !== 'watched' && root.how !== 'away' && Date.now() - root.polledAt > pollEvery) {
        root.polledAt = Date.now()
        this.#options.onChange(path)
      }
    }
    this.#looking = false
  }

  close(): void {
    if (this.#timer !== null) clearInterval(this.#timer)
    this.#options.watches.close()
  }

  async #begin(path: string): Promise<void> {
    const identity = await identityOf(path)
    const root: Root = { identity, how: 'away', polledAt: Date.now() }
    this.#roots.set(path, root)
    if (identity === null) return
    const all = this.#options.watches.add(path)
    root.how = (await isNetwork(path)) ? 'network' : all ? 'watched' : 'partly'
  }

  #forget(path: string): void {
    this.#options.watches.remove(path)
    this.#roots.delete(path)
  }
}

/** Device and inode: another disk that is mounted in the same place is another. Null where nothing is. */
async function identityOf(path: string): Promise<string | null> {
  try {
    const { dev, ino } = await stat(pathForFs(path), { bigint: true })
    return `${dev}:${ino}`
  } catch {
    return null
  }
}

async function isNetwork(path: string): Promise<boolean> {
  if (path.startsWith('\\\\')) return true
  const { type } = await statfs(pathForFs(path)).catch(() => ({ type: 0 }))
  return process.platform === 'linux' && networks.has(type)
}
