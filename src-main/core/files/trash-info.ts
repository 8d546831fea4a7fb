import { closeSync, fsyncSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { pathForFs, pathToBytes } from './paths.ts'
import { flushFolderSync } from './whole-file.ts'

/** What lies beside a file in the trash and says where it came from (freedesktop.org's Trash specification 1.0). */
export interface TrashInfo {
  path: string
  /** Where the file was, as it stands in there: percent-encoded, whole or from the top of its disk. */
  origin: string
}

/** A path of any bytes as the specification wants it. */
export function encodeOrigin(path: string): string {
  let text = ''
  for (const byte of pathToBytes(path)) {
    const letter = String.fromCharCode(byte)
    text += /[\w.~/-]/.test(letter) ? letter : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`
  }
  return text
}

export function trashInfoText(origin: string, at: Date): string {
  const two = (n: number): string => String(n).padStart(2, '0')
  const day = [at.getFullYear(), two(at.getMonth() + 1), two(at.getDate())].join('-')
  const time = [at.getHours(), at.getMinutes(), at.getSeconds()].map(two).join(':')
  return `[Trash Info]\nPath=${origin}\nDeletionDate=${day}T${time}\n`
}

/** Made before the file comes, on the disk itself; throws EEXIST where another program took the name meanwhile. */
export function writeTrashInfo({ path, origin }: TrashInfo, at: Date): void {
  const file = openSync(pathForFs(path), 'wx', 0o600)
  try {
    writeFileSync(file, trashInfoText(origin, at))
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
  flushFolderSync(dirname(path))
}

/** Whether it is there and speaks of that file. */
export function speaksOf({ path, origin }: TrashInfo): boolean {
  try {
    return /^Path=(.*)$/m.exec(readFileSync(pathForFs(path), 'latin1'))?.[1] === origin
  } catch {
    return false
  }
}

/** Where it speaks of that file. What cannot be removed speaks of nothing any more, as trashes know to tell. */
export function removeTrashInfo(info: TrashInfo): void {
  if (!speaksOf(info)) return
  try {
    rmSync(pathForFs(info.path))
    flushFolderSync(dirname(info.path))
  } catch {
    return
  }
}
