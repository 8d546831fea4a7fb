import { readdirSync, readFileSync, realpathSync, statSync, watch, type FSWatcher } from 'node:fs'
import { platform } from 'node:os'
import { dirname, join } from 'node:path'
import { isWithin, pathForFs, pathFromBytes } from '../../files/paths.ts'
import { extensionOf, isAudioName } from '../../formats/names.ts'

/** Where the system watches everything below a folder by itself, one watch a root is enough. */
const watchesBelow = platform() === 'darwin' || platform() === 'win32'
/** What a system allows that does not say: nothing is shared with others there. */
const unlimited = Infinity

export interface FolderWatchesOptions {
  /** Something has changed right in this folder, or (`deep`) anywhere below it. */
  onChange(folder: string, deep: boolean): void
  /** At most so many folders are watched; half of what the system allows, unless told: others need some, too. */
  most?: number
}

/**
 * Watches folders of music with what the system has for that, by Node's own `fs.watch`. Libraries for it watch each file
 * besides, or keep the whole tree in memory; a scan compares with the database anyway, so that folders are enough.
 */
export class FolderWatches {
  readonly #options: FolderWatchesOptions
  readonly #most: number
  readonly #watched = new Map<string, FSWatcher>()
  /** Device and inode of what is watched: a folder that is reached twice is watched once. */
  readonly #seen = new Map<string, string>()
  #roots: readonly string[] = []

  constructor(options: FolderWatchesOptions) {
    this.#options = options
    this.#most = options.most ?? Math.floor(allowed() / 2)
  }

  get size(): number {
    return this.#watched.size
  }

  /** Real paths of all roots: what a link reaches inside them is watched there. */
  set roots(real: readonly string[]) {
    this.#roots = real
  }

  /** Watches a folder and all below it. False where not all could be watched. */
  add(top: string): boolean {
    if (watchesBelow) return this.#watch(top, top)
    const waiting = [top]
    let all = true
    for (let folder = waiting.pop(); folder !== undefined; folder = waiting.pop()) {
      const identity = identityOf(folder)
      if (identity === null) continue
      const known = this.#seen.get(identity)
      if (known !== undefined && known !== folder) continue
      // Watched before it is listed: what comes in between is told.
      if (!this.#watched.has(folder)) all = this.#watch(folder, top) && all
      this.#seen.set(identity, folder)
      waiting.push(...this.#foldersIn(folder))
      if (!all && this.#watched.size >= this.#most) return false
    }
    return all
  }

  /** Ends the watches of a folder and of all below it. */
  remove(top: string): void {
    for (const [folder, watcher] of this.#watched)
      if (isWithin(folder, top)) {
        watcher.close()
        this.#watched.delete(folder)
      }
    for (const [identity, folder] of this.#seen) if (isWithin(folder, top)) this.#seen.delete(identity)
  }

  close(): void {
    for (const watcher of this.#watched.values()) watcher.close()
    this.#watched.clear()
    this.#seen.clear()
  }

  #watch(folder: string, top: string): boolean {
    if (this.#watched.size >= this.#most) return false
    try {
      const options = { encoding: 'buffer', recursive: watchesBelow } as const
      const watcher = watch(pathForFs(folder), options, (_event, name) => this.#happened(folder, top, name))
      watcher.on('error', () => this.#lost(folder))
      this.#watched.set(folder, watcher)
      return true
    } catch {
      return false // gone meanwhile, not allowed, or the system has no more
    }
  }

  /** A watch that broke (its folder went away, on some systems): whoever looks there finds out. */
  #lost(folder: string): void {
    this.remove(folder)
    this.#options.onChange(folder, true)
  }

  #happened(folder: string, top: string, name: Buffer | null): void {
    if (name === null) return this.#options.onChange(folder, true)
    const path = join(folder, pathFromBytes(name))
    if (isHidden(path, top)) return
    if (isAFolder(path)) {
      // Watched already: something about the folder itself, of which those in it tell.
      if (this.#watched.has(path) && this.#seen.get(identityOf(path) ?? '') === path) return
      // Another folder has taken its name.
      this.remove(path)
      if (!watchesBelow) this.add(path)
      this.#options.onChange(path, true)
    } else if (this.#watched.has(path)) {
      this.remove(path)
      this.#options.onChange(path, true)
    } else if (isAudioName(path) || extensionOf(path) === 'cue') this.#options.onChange(dirname(path), false)
    // Where folders have no watches of their own, one that went away has only its name.
    else if (watchesBelow && extensionOf(path) === '') this.#options.onChange(path, true)
  }

  /** The folders that a scan would go to from here. */
  #foldersIn(folder: string): string[] {
    try {
      const entries = readdirSync(pathForFs(folder), { withFileTypes: true, encoding: 'buffer' })
      return entries.flatMap(entry => {
        const name = pathFromBytes(entry.name)
        const path = join(folder, name)
        if (name.startsWith('.')) return []
        if (entry.isDirectory()) return [path]
        return entry.isSymbolicLink() && isAFolder(path) && !this.#isInside(path) ? [path] : []
      })
    } catch {
      return []
    }
  }

  #isInside(link: string): boolean {
    const real = pathFromBytes(realpathSync(pathForFs(link), 'buffer'))
    return this.#roots.some(root => isWithin(real, root))
  }
}

/** How many folders one user may watch. */
function allowed(): number {
  if (platform() !== 'linux') return unlimited
  try {
    return Number(readFileSync('/proc/sys/fs/inotify/max_user_watches', 'utf8'))
  } catch {
    return 8192
  }
}

function isHidden(path: string, top: string): boolean {
  return path
    .slice(top.length)
    .split(/[/\\]/)
    .some(part => part.startsWith('.'))
}

function isAFolder(path: string): boolean {
  try {
    return statSync(pathForFs(path)).isDirectory()
  } catch {
    return false
  }
}

function identityOf(folder: string): string | null {
  try {
    const { dev, ino } = statSync(pathForFs(folder), { bigint: true })
    return `${dev}:${ino}`
  } catch {
    return null
  }
}
