import { readdirSync, readFileSync, rmSync, statSync, utimesSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Thumbnail, ThumbnailSize } from '#contract/covers.ts'
import { cacheFolder } from '../files/cache-folder.ts'
import { makeFolderSync } from '../files/make-folder.ts'
import { pathForFs } from '../files/paths.ts'
import { writeWholeSync } from '../files/whole-file.ts'
import { scalePicture } from '../pictures/scale.ts'
import { hashOf } from '../tags/pictures.ts'
import { findCover } from './find-cover.ts'

/** A track whose cover is asked for, as it was when it was scanned. */
export interface CoverAsk {
  id: number
  path: string
  mtime: number
}

/** Bytes of all thumbnails that are kept; those that were not looked at for longest go first. */
const mostBytes = 256 * 1024 * 1024
/** A small picture may come with anything behind it. */
const mostOfOne = 1024 * 1024
/** Tracks of which it is remembered which picture they have. */
const mostRemembered = 50_000

/**
 * Covers made small, kept by what they show in the cache folder: a thousand tracks of an album share one. All of it can be
 * made again at any time. Blocks: for a worker.
 */
export class Thumbnails {
  readonly #folder: string
  readonly #seen = new Map<number, { mtime: number; folderTime: number; hash: string | null }>()

  constructor(dataFolder: string) {
    this.#folder = join(cacheFolder(dataFolder), 'covers')
  }

  /** Null where the track has no picture, or one that cannot be made smaller. */
  async of({ id, path, mtime }: CoverAsk, size: ThumbnailSize): Promise<Thumbnail | null> {
    const folderTime = timeOf(dirname(path))
    const seen = this.#seen.get(id)
    if (seen?.mtime === mtime && seen.folderTime === folderTime) {
      if (seen.hash === null) return null
      const kept = this.#kept(seen.hash, size)
      if (kept !== null) return { hash: seen.hash, bytes: kept }
    }
    const cover = await findCover(path)
    const hash = cover === null ? null : hashOf(cover)
    this.#remember(id, { mtime, folderTime, hash })
    if (cover === null || hash === null) return null
    const bytes = this.#kept(hash, size) ?? (await this.#make(cover, hash, size))
    if (bytes === null) this.#remember(id, { mtime, folderTime, hash: null })
    return bytes === null ? null : { hash, bytes }
  }

  /** Makes room: at a start, before anything is asked for. */
  tidy(most = mostBytes): void {
    const kept = this.#all().sort((a, b) => b.usedAt - a.usedAt)
    let total = 0
    for (const { path, bytes } of kept) {
      total += bytes
      if (total > most) rmSync(path, { force: true })
    }
  }

  #all(): { path: string; bytes: number; usedAt: number }[] {
    try {
      return readdirSync(this.#folder).map(name => {
        const path = join(this.#folder, name)
        const { size, mtimeMs } = statSync(path)
        return { path, bytes: size, usedAt: mtimeMs }
      })
    } catch {
      return []
    }
  }

  #remember(id: number, seen: { mtime: number; folderTime: number; hash: string | null }): void {
    this.#seen.delete(id)
    this.#seen.set(id, seen)
    if (this.#seen.size > mostRemembered) this.#seen.delete(this.#seen.keys().next().value!)
  }

  #kept(hash: string, size: ThumbnailSize): Buffer | null {
    const path = this.#place(hash, size)
    try {
      const bytes = readFileSync(path)
      const now = new Date()
      utimesSync(path, now, now)
      return bytes.length === 0 ? null : bytes
    } catch {
      return null
    }
  }

  async #make(cover: Buffer, hash: string, size: ThumbnailSize): Promise<Buffer | null> {
    const bytes = await scalePicture(cover, size).catch(() => null)
    if (bytes === null || bytes.length > mostOfOne) return null
    try {
      makeFolderSync(this.#folder)
      writeWholeSync(this.#place(hash, size), bytes, 'none')
    } catch {
      // Without room for it, it is made again the next time.
    }
    return bytes
  }

  #place(hash: string, size: ThumbnailSize): string {
    return join(this.#folder, `${hash.slice(0, 32)}-${size}`)
  }
}

function timeOf(folder: string): number {
  try {
    return statSync(pathForFs(folder)).mtimeMs
  } catch {
    return 0
  }
}
