import { randomBytes } from 'node:crypto'
import { basename, dirname, join } from 'node:path'
import { extensionOf } from '../../formats/names.ts'

/** Hidden, so that no scan and no player takes it for a track; short, so that it fits wherever the file's name did. */
const pattern = /^\.earshot-writing-[0-9a-f]{12}(\.[a-z0-9+]+)?$/

/** A new name beside a file for the copy that is tagged. Its extension is the file's own: by it formats are told. */
export function temporaryBeside(path: string): string {
  const extension = extensionOf(basename(path))
  const ending = /^[a-z0-9+]+$/.test(extension) ? `.${extension}` : ''
  return join(dirname(path), `.earshot-writing-${randomBytes(6).toString('hex')}${ending}`)
}

/** Whether this is a copy of ours beside that file: nothing else is ever removed. */
export function isTemporaryOf(temporary: string, path: string): boolean {
  return dirname(temporary) === dirname(path) && pattern.test(basename(temporary))
}
