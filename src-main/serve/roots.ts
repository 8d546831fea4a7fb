import { readdir, realpath } from 'node:fs/promises'
import { basename, dirname, join, sep } from 'node:path'
import { EarshotError } from '#contract/errors.ts'
import type { FolderPage } from '#contract/entities.ts'
import { pathForFs, pathFromBytes } from '../engine/paths.ts'

/** The folders a browser may reach. Everything is compared after links are resolved. */
export class Roots {
  readonly #roots: string[]

  private constructor(roots: string[]) {
    this.#roots = roots
  }

  /** Rejects with `not-found` for a root that is not there. */
  static async open(paths: string[]): Promise<Roots> {
    return new Roots(await Promise.all(paths.map(resolved)))
  }

  /** Rejects with `outside-roots`, or with why the path cannot be reached. */
  async check(path: string): Promise<string> {
    const real = await resolved(path)
    if (!this.#contains(real)) {
      throw new EarshotError('outside-roots', `${path} is not below a folder this server was started with.`)
    }
    return real
  }

  /** The folders below one, by name; below nothing, the roots themselves. */
  async browse(path: string | null): Promise<FolderPage> {
    const only = this.#roots.length === 1 ? this.#roots[0] : undefined
    const asked = path ?? only
    if (asked === undefined) {
      return { path: '', parent: null, folders: this.#roots.map(root => ({ name: root, path: root })) }
    }
    const folder = await this.check(asked)
    const names = await folderNames(folder)
    const parent = dirname(folder)
    return {
      path: folder,
      parent: this.#contains(parent) ? parent : null,
      folders: names.map(name => ({ name, path: join(folder, name) }))
    }
  }

  #contains(real: string): boolean {
    return this.#roots.some(root => real === root || real.startsWith(root.endsWith(sep) ? root : root + sep))
  }
}

async function resolved(path: string): Promise<string> {
  try {
    return pathFromBytes(await realpath(pathForFs(path), 'buffer'))
  } catch (thrown) {
    throw asFailure(thrown, path)
  }
}

/** Hidden folders and links are left out: links may lead anywhere, and lead the eye astray. */
async function folderNames(folder: string): Promise<string[]> {
  try {
    const entries = await readdir(pathForFs(folder), { withFileTypes: true, encoding: 'buffer' })
    return entries
      .filter(entry => entry.isDirectory())
      .map(entry => pathFromBytes(entry.name))
      .filter(name => !name.startsWith('.'))
      .toSorted((a, b) => a.localeCompare(b, 'en', { numeric: true }))
  } catch (thrown) {
    throw asFailure(thrown, folder)
  }
}

function asFailure(thrown: unknown, path: string): EarshotError {
  const code = thrown instanceof Error && 'code' in thrown ? thrown.code : ''
  const name = basename(path) || path
  if (code === 'EACCES' || code === 'EPERM') return new EarshotError('no-access', `${name} may not be read.`)
  if (code === 'ENOTDIR') return new EarshotError('not-a-folder', `${name} is not a folder.`)
  return new EarshotError('not-found', `There is no ${name}.`)
}
