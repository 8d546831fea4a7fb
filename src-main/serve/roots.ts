import { readdir, realpath } from 'node:fs/promises'
import { basename, dirname, join, sep } from 'node:path'
import { EarshotError } from '#contract/errors.ts'
import type { FolderPage } from '#contract/folder-page.ts'
import { fileError, pathForFs, pathFromBytes } from '../engine/files.ts'

/**
 * The folders a browser may reach. Everything is compared after links are resolved, each time anew: a drive may come
 * and go.
 */
export class Roots {
  readonly #paths: string[]

  constructor(paths: string[]) {
    this.#paths = paths
  }

  /** Rejects with `outside-roots`, or with why the path cannot be reached. */
  async check(path: string): Promise<string> {
    const real = await resolved(path)
    if (!isBelow(real, await this.#present())) {
      throw new EarshotError('outside-roots', `${path} is not below a folder this server was started with.`)
    }
    return real
  }

  /** The folders below one, by name; below nothing, the roots themselves. */
  async browse(path: string | null): Promise<FolderPage> {
    const roots = await this.#present()
    const asked = path ?? (roots.length === 1 ? roots[0]! : null)
    if (asked === null) {
      return { path: '', parent: null, folders: roots.map(root => ({ name: root, path: root })) }
    }
    const folder = await this.check(asked)
    const names = await folderNames(folder)
    const parent = dirname(folder)
    return {
      path: folder,
      parent: isBelow(parent, roots) ? parent : null,
      folders: names.map(name => ({ name, path: join(folder, name) }))
    }
  }

  async #present(): Promise<string[]> {
    const found = await Promise.allSettled(this.#paths.map(resolved))
    return found.flatMap(one => (one.status === 'fulfilled' ? [one.value] : []))
  }
}

function isBelow(real: string, roots: string[]): boolean {
  return roots.some(root => real === root || real.startsWith(root.endsWith(sep) ? root : root + sep))
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

/** The name only: what lies above it is nobody's business in a browser. */
function asFailure(thrown: unknown, path: string): EarshotError {
  return fileError(thrown, {
    doing: 'read',
    what: 'folder',
    name: basename(path) || path,
    otherwise: 'not-found'
  })
}
