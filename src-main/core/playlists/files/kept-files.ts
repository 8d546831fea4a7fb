import { join } from 'node:path'
import { EarshotError, toFailure } from '#contract/errors.ts'
import type { ExportTarget } from '#contract/playlists.ts'
import { removeOldLeftovers } from '../../database/leftovers.ts'
import { requireFolder, toTracks, type ReasonWords } from './export-job.ts'
import { safeName } from '../../files/safe-name.ts'
import { hashOf, writePlaylistFile } from './write-file.ts'
import { writePlaylist } from './write.ts'
import type { Shelf } from '../shelf.ts'

/** Changes come in bursts; the file follows when they have settled, milliseconds. */
const settleTime = 500

/** Files that follow their playlists. What somebody else changed there meanwhile is left alone, and said. */
export class KeptFiles {
  readonly #shelf: Shelf
  readonly #words: ReasonWords
  readonly #onLog: (line: string) => void
  #timer: NodeJS.Timeout | null = null
  #writing: Promise<void> = Promise.resolve()

  constructor(shelf: Shelf, words: ReasonWords, onLog: (line: string) => void) {
    this.#shelf = shelf
    this.#words = words
    this.#onLog = onLog
  }

  /** Writes it now and from now on. Throws bad-request, not-found, not-a-folder, changed-since, no-access, disk-full. */
  async keep(id: number, target: ExportTarget, replace: boolean): Promise<void> {
    if (target.options.files !== 'leave') {
      throw new EarshotError('bad-request', 'A file that follows its playlist leaves the music where it is.')
    }
    await this.#write(id, target, () => replace)
  }

  stop(id: number): void {
    this.#shelf.editor.require(id)
    this.#shelf.statements.setTarget(id, null, null)
  }

  /** Removes what an Earshot that was killed left half written beside the files that follow playlists. */
  tidy(): void {
    const folders = new Set(this.#shelf.statements.all().flatMap(({ target }) => target?.folder ?? []))
    for (const folder of folders) removeOldLeftovers(folder)
  }

  /** Something changed: those that are different now are written again soon. */
  look(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = null
      this.#writing = this.#writing.then(() => this.#writeChanged())
    }, settleTime).unref()
  }

  /** Writes what is due and ends. */
  async close(): Promise<void> {
    const due = this.#timer !== null
    if (this.#timer !== null) clearTimeout(this.#timer)
    this.#timer = null
    await this.#writing
    if (due) await this.#writeChanged()
  }

  async #writeChanged(): Promise<void> {
    for (const { id, name, target, targetHash } of this.#shelf.statements.all()) {
      if (target === null) continue
      try {
        await this.#write(id, target, there => hashOf(there) === targetHash, targetHash)
      } catch (thrown) {
        this.#onLog(`The file of the playlist "${name}" was not written: ${toFailure(thrown).message}`)
      }
    }
  }

  async #write(
    id: number,
    target: ExportTarget,
    mayReplace: (there: Uint8Array) => boolean,
    writtenHash: string | null = null
  ): Promise<void> {
    const { folder, format, options, player } = target
    const { name, rules, entries } = this.#shelf.whole(id)
    const { bytes } = writePlaylist(
      { name, rules, tracks: toTracks(entries, options, this.#words) },
      format,
      options,
      folder,
      player
    )
    const hash = hashOf(bytes)
    if (hash === writtenHash) return
    await requireFolder(folder)
    await writePlaylistFile(join(folder, safeName(name, `.${format}`)), bytes, mayReplace)
    this.#shelf.statements.setTarget(id, target, hash)
  }
}
