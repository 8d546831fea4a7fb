import { createHash } from 'node:crypto'
import { readdirSync, rmSync, statSync, utimesSync } from 'node:fs'
import { basename, join } from 'node:path'
import { EarshotError } from '#contract/errors.ts'
import { makeSubfolderSync } from '../files/make-folder.ts'
import { pathToBytes } from '../files/paths.ts'
import { isTemporaryName } from '../files/temporary.ts'
import { makeWhole } from '../files/whole-file.ts'
import type { Decoder } from './decoder.ts'
import { openAudioFile } from './open-file.ts'
import { transcode } from './transcode.ts'

/** All copies together, bytes: an hour and a half of stereo. */
const defaultLimit = 1024 ** 3
/** What was left by a process that died in the middle is as old as this, milliseconds. */
const longestWork = 3600_000

interface Making {
  copy: Promise<string>
  stop: AbortController
  /** How many wait for it. */
  waiting: number
}

/** WAV copies of what a page cannot play: made when first asked for, kept in one folder, the least used go. */
export class PlayableCopies {
  readonly #folder: string
  readonly #limit: number
  readonly #making = new Map<string, Making>()

  constructor(folder: string, limit = defaultLimit) {
    this.#folder = folder
    this.#limit = limit
  }

  /**
   * The path of a copy of the file as it is now. Whoever asks at the same time shares the work, which stops when the
   * last of them has gone. Throws what decoding throws, `disk-full` and `cancelled`.
   */
  async copyOf(path: string, decoder: Decoder, signal: AbortSignal): Promise<string> {
    const name = await nameFor(path)
    if (signal.aborted) throw cancelled()
    const copy = join(this.#folder, name)
    if (this.#isThere(copy)) return copy
    const making = this.#making.get(name) ?? this.#make(name, path, decoder)
    making.waiting += 1
    const gone = Promise.withResolvers<never>()
    const leave = (): void => gone.reject(cancelled())
    signal.addEventListener('abort', leave, { once: true })
    try {
      return await Promise.race([making.copy, gone.promise])
    } finally {
      signal.removeEventListener('abort', leave)
      making.waiting -= 1
      if (making.waiting === 0) {
        making.stop.abort()
        // Nobody may join what is being stopped.
        if (this.#making.get(name) === making) this.#making.delete(name)
        await making.copy.catch(() => null)
      }
    }
  }

  #make(name: string, path: string, decoder: Decoder): Making {
    const stop = new AbortController()
    const copy = this.#write(join(this.#folder, name), path, decoder, stop.signal)
    // Told to those who wait; when all have gone it is told to nobody.
    copy.catch(() => null)
    const making = { copy, stop, waiting: 0 }
    this.#making.set(name, making)
    return making
  }

  async #write(copy: string, path: string, decoder: Decoder, signal: AbortSignal): Promise<string> {
    makeSubfolderSync(this.#folder)
    await makeWhole(copy, temporary => transcode(decoder, path, temporary, signal), 'none')
    this.#dropOldest(copy)
    return copy
  }

  /** A copy that is used is the newest. */
  #isThere(copy: string): boolean {
    try {
      utimesSync(copy, new Date(), new Date())
      return true
    } catch {
      return false
    }
  }

  #dropOldest(keep: string): void {
    const files = readdirSync(this.#folder).flatMap(name => {
      const path = join(this.#folder, name)
      const facts = statSync(path, { throwIfNoEntry: false })
      return facts === undefined ? [] : [{ path, at: facts.mtimeMs, size: facts.size }]
    })
    let room = this.#limit
    for (const { path, at, size } of files.sort((a, b) => b.at - a.at)) {
      if (isTemporaryName(basename(path))) {
        if (Date.now() - at > longestWork) remove(path)
        continue
      }
      room -= size
      if (room < 0 && path !== keep) remove(path)
    }
  }
}

/** Windows keeps a file that is being played; it goes another time. */
function remove(path: string): void {
  try {
    rmSync(path, { force: true })
  } catch {
    return
  }
}

/** Another name when the file changes: the system's own time of that cannot be put back as a file's can. */
async function nameFor(path: string): Promise<string> {
  const { file } = await openAudioFile(path)
  try {
    const { size, mtimeNs, ctimeNs, ino } = await file.stat({ bigint: true })
    const facts = createHash('sha256')
      .update(pathToBytes(path))
      .update(`\0${size} ${mtimeNs} ${ctimeNs} ${ino}`)
    return `${facts.digest('hex').slice(0, 32)}.wav`
  } finally {
    await file.close()
  }
}

const cancelled = (): EarshotError => new EarshotError('cancelled', 'Cancelled.')
