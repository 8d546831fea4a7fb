import { readdirSync, realpathSync, statSync, type Dirent, type Stats } from 'node:fs'
import { join } from 'node:path'
import type { Failure } from '#contract/errors.ts'
import type { LeftOut } from '#contract/left-out.ts'
import { fileError } from '../files/errors.ts'
import { pathForFs, pathFromBytes } from '../files/paths.ts'
import { extensionOf, isAudioName } from '../formats/names.ts'
import { leaveOut } from './left-out.ts'

export interface FoundFile {
  path: string
  size: number
  /** Unix milliseconds. */
  mtime: number
  /** Device and inode, where the file has other names besides (hard links). */
  linked?: string
}

/** What one folder holds. All paths are absolute. */
export interface FolderListing {
  /** Device and inode: the same folder reached by another way has the same. */
  identity: string
  folders: string[]
  files: FoundFile[]
  /** Cue sheets, by their name. */
  sheets: string[]
  /** Symbolic links to folders and to audio files, with the real path of what they point to. */
  links: { path: string; real: string; file: FoundFile | null }[]
  /** Audio files, by their name, that cannot be looked at. */
  failures: { path: string; failure: Failure }[]
  /** Everything else. */
  leftOut: LeftOut[]
}

/** Lists one folder, synchronously: for workers. Throws a Failure's codes when the folder cannot be read. */
export function listFolder(folder: string): FolderListing {
  const listing: FolderListing = {
    identity: '',
    folders: [],
    files: [],
    sheets: [],
    links: [],
    failures: [],
    leftOut: []
  }
  let entries: Dirent<Buffer>[]
  try {
    const { dev, ino } = statSync(pathForFs(folder), { bigint: true })
    listing.identity = `${dev}:${ino}`
    entries = readdirSync(pathForFs(folder), { withFileTypes: true, encoding: 'buffer' })
  } catch (thrown) {
    throw fileError(thrown, { doing: 'read', what: 'folder' })
  }
  for (const entry of entries) place(entry, folder, listing)
  return listing
}

function place(entry: Dirent<Buffer>, folder: string, listing: FolderListing): void {
  const name = pathFromBytes(entry.name)
  const path = join(folder, name)
  // Hidden by its owner; `._x.mp3` is what macOS leaves beside x.mp3 on foreign disks, and not audio.
  if (name.startsWith('._') && !entry.isDirectory()) leaveOut(listing.leftOut, 'mac-leftover', path)
  else if (name.startsWith('.'))
    leaveOut(listing.leftOut, entry.isDirectory() ? 'hidden-folder' : 'hidden-file', path)
  else if (entry.isDirectory()) listing.folders.push(path)
  else if (entry.isFile() && extensionOf(name) === 'cue') listing.sheets.push(path)
  else if (entry.isFile() && !isAudioName(name)) leaveOut(listing.leftOut, 'not-audio', path)
  else {
    try {
      placeByStat(entry, path, listing)
    } catch (thrown) {
      const what = entry.isSymbolicLink() ? 'link' : 'file'
      const { code, message } = fileError(thrown, { doing: 'read', what })
      if (isAudioName(name)) listing.failures.push({ path, failure: { code, message } })
      else leaveOut(listing.leftOut, 'not-audio', path)
    }
  }
}

function placeByStat(entry: Dirent<Buffer>, path: string, listing: FolderListing): void {
  const stat = statSync(pathForFs(path))
  const audio = isAudioName(path)
  if (entry.isSymbolicLink()) {
    const real = pathFromBytes(realpathSync(pathForFs(path), 'buffer'))
    if (stat.isDirectory()) listing.links.push({ path, real, file: null })
    else if (stat.isFile() && audio) listing.links.push({ path, real, file: fileOf(path, stat) })
    else leaveOut(listing.leftOut, stat.isFile() ? 'not-audio' : 'device', path)
  } else if (stat.isDirectory()) listing.folders.push(path)
  else if (!audio) leaveOut(listing.leftOut, 'not-audio', path)
  else if (stat.isFile()) listing.files.push(fileOf(path, stat))
  else {
    const message = 'This is a pipe, socket or device, not a file.'
    listing.failures.push({ path, failure: { code: 'unreadable-file', message } })
  }
}

function fileOf(path: string, stat: Stats): FoundFile {
  const found = { path, size: stat.size, mtime: Math.floor(stat.mtimeMs) }
  if (stat.nlink <= 1) return found
  // Numbers of inodes may be longer than a double is exact.
  const { dev, ino } = statSync(pathForFs(path), { bigint: true })
  return { ...found, linked: `${dev}:${ino}` }
}
