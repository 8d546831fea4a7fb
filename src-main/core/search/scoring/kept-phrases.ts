import { createHash } from 'node:crypto'
import { appendFileSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { makeSubfolderSync } from '../../files/make-folder.ts'
import { writeWholeSync } from '../../files/whole-file.ts'
import type { TrustedText } from '../../inference/text-tower.ts'

/** Of the phrases that were asked last. */
const most = 2000
const nameBytes = 16
const sumBytes = 8
const prefix = 'asked-'

/**
 * Query vectors of phrases that were asked before, in a file, so that asking one of them after a start needs no text
 * tower. A phrase is kept by its hash, not by its words. Each is appended as it comes, with a sum of its own: what was
 * cut off, damaged or cannot be written costs time and nothing else.
 */
export class KeptPhrases {
  readonly #folder: string
  readonly #path: string
  readonly #dimension: number
  readonly #known = new Map<string, TrustedText>()

  /** `made`: names what makes the vectors, the exact text tower and its prompts. */
  constructor(folder: string, made: readonly unknown[], dimension: number) {
    this.#folder = folder
    this.#dimension = dimension
    const key = createHash('sha256')
      .update(JSON.stringify([made, dimension]))
      .digest('hex')
      .slice(0, 24)
    this.#path = join(folder, `${prefix}${key}.bin`)
    this.#read()
  }

  /** Without its sentence vector. */
  get(phrase: string): TrustedText | undefined {
    return this.#known.get(nameOf(phrase).toString('hex'))
  }

  put(phrase: string, heard: TrustedText): void {
    const record = this.#recordOf(nameOf(phrase), heard)
    this.#keep(record)
    try {
      makeSubfolderSync(this.#folder)
      appendFileSync(this.#path, record)
    } catch {
      // The next start asks the tower again.
    }
  }

  get #recordBytes(): number {
    return nameBytes + (1 + this.#dimension) * 4 + sumBytes
  }

  #recordOf(name: Buffer, { vector, trust }: TrustedText): Buffer {
    const numbers = Float32Array.of(trust ?? NaN, ...vector)
    const body = Buffer.concat([name, Buffer.from(numbers.buffer)])
    return Buffer.concat([body, sumOf(body)])
  }

  #keep(record: Buffer): void {
    const numbers = new Float32Array(
      record.buffer.slice(record.byteOffset + nameBytes, record.byteOffset + record.length - sumBytes)
    )
    const name = record.toString('hex', 0, nameBytes)
    this.#known.delete(name)
    const trust = Number.isNaN(numbers[0]!) ? null : numbers[0]!
    this.#known.set(name, { vector: numbers.slice(1), trust, sentence: null })
  }

  #read(): void {
    let bytes: Buffer
    try {
      bytes = readFileSync(this.#path)
    } catch {
      return
    }
    const size = this.#recordBytes
    const records: Buffer[] = []
    for (let at = 0; at + size <= bytes.length; at += size) {
      const record = bytes.subarray(at, at + size)
      if (sumOf(record.subarray(0, -sumBytes)).equals(record.subarray(-sumBytes))) records.push(record)
    }
    const last = records.slice(-most)
    for (const record of last) this.#keep(record)
    if (last.length * size === bytes.length) return
    try {
      writeWholeSync(this.#path, Buffer.concat(last), 'none')
    } catch {
      // It is read as it is the next time.
    }
  }
}

/** Forgets what was asked, of every model. */
export function forgetKeptPhrases(folder: string): void {
  let names: string[] = []
  try {
    names = readdirSync(folder).filter(name => name.startsWith(prefix))
  } catch {
    // There is no such folder yet.
  }
  for (const name of names) rmSync(join(folder, name), { force: true })
}

const nameOf = (phrase: string): Buffer => createHash('sha256').update(phrase).digest().subarray(0, nameBytes)
const sumOf = (body: Buffer): Buffer => createHash('sha256').update(body).digest().subarray(0, sumBytes)
