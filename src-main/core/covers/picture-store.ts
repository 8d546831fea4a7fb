import { readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { EarshotError } from '#contract/errors.ts'
import { isNotThere } from '../files/errors.ts'
import { makeSubfolderSync } from '../files/make-folder.ts'
import { writeWholeSync } from '../files/whole-file.ts'
import { hashOf } from '../tags/pictures.ts'

/** Milliseconds in which a picture that was chosen gets into a plan. */
const grace = 24 * 60 * 60 * 1000

/**
 * The bytes of pictures that plans put into files and that files gave up, by their hash: the database holds no pictures,
 * and an undo must find what it brings back.
 */
export class PictureStore {
  readonly #folder: string

  constructor(dataFolder: string) {
    this.#folder = join(dataFolder, 'pictures')
  }

  /** Kept on the disk before this returns. Gives the hash. */
  keep(bytes: Uint8Array): string {
    const hash = hashOf(bytes)
    if (this.find(hash) !== null) return hash
    makeSubfolderSync(this.#folder)
    writeWholeSync(this.#place(hash), bytes, 'folder')
    return hash
  }

  /** Null where it is not kept, or is no longer what it was. */
  find(hash: string): Buffer | null {
    try {
      const bytes = readFileSync(this.#place(hash))
      return hashOf(bytes) === hash ? bytes : null
    } catch (thrown) {
      if (isNotThere(thrown)) return null
      throw thrown
    }
  }

  /** Throws not-found where it is not kept. */
  get(hash: string): Buffer {
    const bytes = this.find(hash)
    if (bytes === null) throw new EarshotError('not-found', 'The picture is no longer kept; choose it again.')
    return bytes
  }

  /** Forgets what nothing speaks of any more, but for what is so new that somebody may be about to. */
  prune(wanted: ReadonlySet<string>, now: number): void {
    try {
      for (const name of readdirSync(this.#folder)) {
        const path = join(this.#folder, name)
        if (!wanted.has(name) && now - statSync(path).mtimeMs > grace) rmSync(path, { force: true })
      }
    } catch (thrown) {
      if (!isNotThere(thrown)) throw thrown
    }
  }

  #place(hash: string): string {
    if (!/^[0-9a-f]{64}$/.test(hash)) throw new EarshotError('bad-request', 'This is no hash of a picture.')
    return join(this.#folder, hash)
  }
}
