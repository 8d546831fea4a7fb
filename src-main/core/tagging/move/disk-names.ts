import { lstatSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { isNotThere } from '../../files/errors.ts'
import { isWithin, pathForFs, pathFromBytes } from '../../files/paths.ts'
import { fold } from '../../files/safe-name.ts'

/** What is in a folder. */
export interface DiskFolder {
  /** By what disks that know no upper and lower case take for one name. */
  alike: ReadonlyMap<string, readonly string[]>
  /** Regular files. */
  files: readonly string[]
}

const empty: DiskFolder = { alike: new Map(), files: [] }

/** Looks into each folder once. What is not there holds nothing. */
export class DiskNames {
  readonly #folders = new Map<string, Promise<DiskFolder>>()
  readonly #spelled = new Map<string, Promise<string>>()

  /** Throws what the system throws. */
  of(folder: string): Promise<DiskFolder> {
    let found = this.#folders.get(folder)
    if (found === undefined) this.#folders.set(folder, (found = look(folder)))
    return found
  }

  /**
   * A folder below a root as it is spelled on the disk, where that knows no upper and lower case; else as it was spelled
   * here first, so that "The Kinks" and "the kinks" are one folder.
   */
  spelled(folder: string, root: string): Promise<string> {
    if (folder === root || !isWithin(folder, root)) return Promise.resolve(folder)
    const key = `${root}\0${fold(folder)}`
    let found = this.#spelled.get(key)
    if (found === undefined) this.#spelled.set(key, (found = this.#spell(folder, root)))
    return found
  }

  async #spell(folder: string, root: string): Promise<string> {
    const parent = await this.spelled(dirname(folder), root)
    const wanted = join(parent, folder.slice(dirname(folder).length).replace(/^[/\\]/, ''))
    const { alike } = await this.of(parent).catch(() => empty)
    const names = alike.get(fold(wanted.slice(parent.length + 1))) ?? []
    const there = names.map(name => join(parent, name))
    if (there.includes(wanted)) return wanted
    // The disk finds it by this spelling too.
    return there.length > 0 && isThere(wanted) ? there[0]! : wanted
  }
}

async function look(folder: string): Promise<DiskFolder> {
  const entries = await readdir(pathForFs(folder), { withFileTypes: true, encoding: 'buffer' }).catch(
    (thrown: unknown) => {
      if (isNotThere(thrown)) return []
      throw thrown
    }
  )
  const alike = new Map<string, string[]>()
  const files: string[] = []
  for (const entry of entries) {
    const name = pathFromBytes(entry.name)
    const key = fold(name)
    const others = alike.get(key)
    if (others === undefined) alike.set(key, [name])
    else others.push(name)
    if (entry.isFile()) files.push(name)
  }
  return { alike, files }
}

function isThere(path: string): boolean {
  try {
    return lstatSync(pathForFs(path), { throwIfNoEntry: false }) !== undefined
  } catch {
    return false
  }
}
