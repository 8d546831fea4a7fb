import { EarshotError, toFailure, type Failure } from '#contract/errors.ts'
import type { Decoder } from '../audio/decoder.ts'
import { sameContent } from '../files/same-content.ts'
import { pathForDisplay } from '../files/paths.ts'
import { identityOf, isSameContent } from '../scan/content-identity.ts'
import type { Asking } from '../threads/index.ts'
import type { Compared, FileToLook, LookAnswer, Looked } from './messages.ts'
import { differenceOf } from './sound/compare.ts'
import { PrintMaker, printRate, type SoundPrint } from './sound/print.ts'
import { isSame, shortest } from './sound/verdict.ts'

/** Bytes of prints that are kept for the next pairs. */
const mostBytes = 200_000_000
/** Beyond that a file is not compared: two hours tell. */
const mostSeconds = 2 * 3600

/** A print, or why there is none. */
type Heard = { print: SoundPrint } | { failure: Failure }

/** Compares files by their sound; keeps the prints of the last ones, of which the next pairs are made. */
export class Looker {
  readonly #decoder: Decoder
  readonly #heard = new Map<number, { contentId: Uint8Array; heard: Heard }>()
  #bytes = 0

  constructor(decoder: Decoder) {
    this.#decoder = decoder
  }

  async look(one: FileToLook, others: readonly FileToLook[], { signal, pause }: Asking): Promise<LookAnswer> {
    const looked = new Map<number, Looked>()
    const compared: Compared[] = []
    for (const other of others) {
      await pause()
      // One file under two names, or copied: nothing else need be heard of it.
      if (isSameContent(one.contentId, other.contentId) && (await isSameFile(one, other, signal))) {
        compared.push({ other: other.id, how: 'bytes', same: true, difference: null })
        const heard = await this.#hear(one, signal)
        for (const { id } of [one, other]) looked.set(id, lookedOf(id, heard))
        continue
      }
      const [a, b] = [await this.#hear(one, signal), await this.#hear(other, signal)]
      looked.set(one.id, lookedOf(one.id, a)).set(other.id, lookedOf(other.id, b))
      if (!('print' in a) || !('print' in b)) continue
      const difference = differenceOf(a.print, b.print)
      const same = difference !== null && isSame(difference)
      compared.push({ other: other.id, how: 'sound', same, difference })
    }
    return { looked: [...looked.values()], compared }
  }

  async #hear(file: FileToLook, signal: AbortSignal): Promise<Heard> {
    const known = this.#heard.get(file.id)
    if (known && isSameContent(known.contentId, file.contentId)) {
      this.#heard.delete(file.id)
      this.#heard.set(file.id, known)
      return known.heard
    }
    const heard = await this.#decode(file, signal)
    this.#heard.set(file.id, { contentId: file.contentId, heard })
    this.#bytes += bytesOf(heard)
    for (const [id, { heard: oldest }] of this.#heard) {
      if (this.#bytes <= mostBytes || id === file.id) break
      this.#heard.delete(id)
      this.#bytes -= bytesOf(oldest)
    }
    return heard
  }

  async #decode({ path, contentId }: FileToLook, signal: AbortSignal): Promise<Heard> {
    try {
      if (!isSameContent(identityOf(path), contentId)) {
        throw new EarshotError('changed-since', `${pathForDisplay(path)} has changed since it was scanned.`)
      }
      const maker = new PrintMaker()
      for await (const block of this.#decoder.decode(path, {
        signal,
        sampleRate: printRate,
        maxSeconds: mostSeconds
      }))
        maker.push(block)
      const print = maker.end()
      if (print.seconds < shortest) {
        throw new EarshotError('too-short', `${pathForDisplay(path)} is too short to compare.`)
      }
      return { print }
    } catch (thrown) {
      if (signal.aborted) throw thrown
      const { code, message } = toFailure(thrown)
      if (code === 'no-decoder') throw thrown
      return { failure: { code, message } }
    }
  }
}

async function isSameFile(one: FileToLook, other: FileToLook, signal: AbortSignal): Promise<boolean> {
  try {
    return await sameContent(one.path, other.path, signal)
  } catch {
    signal.throwIfAborted()
    // One of them cannot be read: decoding says why.
    return false
  }
}

const bytesOf = (heard: Heard): number => ('print' in heard ? heard.print.powers.byteLength : 200)

const lookedOf = (id: number, heard: Heard): Looked =>
  'print' in heard
    ? { id, edge: heard.print.edge, failure: null }
    : { id, edge: null, failure: heard.failure }
