import type { Folder } from '#contract/entities.ts'
import { EarshotError } from '#contract/errors.ts'
import { pathForDisplay } from '../../files/paths.ts'
import { ownerOf } from '../../scan/starts.ts'

/** The folder of the library that a file lies below; null where it is in none. */
export function rootOf(path: string, folders: readonly Folder[]): string | null {
  const owner = ownerOf(path, folders)
  return owner === null || owner.path === path ? null : owner.path
}

/** The same. Throws bad-request: nothing is moved out of the library, nor into it from elsewhere. */
export function requireRoot(path: string, folders: readonly Folder[]): string {
  const root = rootOf(path, folders)
  if (root !== null) return root
  throw new EarshotError(
    'bad-request',
    `${pathForDisplay(path)} is in no folder of the library; add the folder first.`
  )
}
