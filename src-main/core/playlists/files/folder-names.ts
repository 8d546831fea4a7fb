import { readdir } from 'node:fs/promises'
import { fileError, systemCode } from '../../files/errors.ts'
import { pathForDisplay, pathForFs, pathFromBytes } from '../../files/paths.ts'
import { fold } from '../../files/safe-name.ts'

/**
 * The names in a folder, by what drives that know no difference between "A" and "a", or between one letter and the same
 * with its accent beside it, take for one. Such a drive may be where the folder is copied to next.
 */
export class FolderNames {
  readonly #names = new Map<string, string[]>()

  constructor(names: readonly string[]) {
    for (const name of names) this.add(name)
  }

  /** Names that are there and alike, as they are written. */
  alike(name: string): readonly string[] {
    return this.#names.get(fold(name)) ?? []
  }

  all(): string[] {
    return [...this.#names.values()].flat()
  }

  remove(name: string): void {
    this.#names.set(
      fold(name),
      this.alike(name).filter(there => there !== name)
    )
  }

  add(name: string): void {
    const alike = this.#names.get(fold(name)) ?? []
    if (!alike.includes(name)) this.#names.set(fold(name), [...alike, name])
  }
}

/** Of what is not there, or no folder: none. Throws no-access. */
export async function namesIn(folder: string): Promise<FolderNames> {
  const names = await readdir(pathForFs(folder), { encoding: 'buffer' }).catch((thrown: unknown) => {
    if (['ENOENT', 'ENOTDIR'].includes(systemCode(thrown))) return []
    throw fileError(thrown, { doing: 'read', what: 'folder', name: pathForDisplay(folder) })
  })
  return new FolderNames(names.map(pathFromBytes))
}
