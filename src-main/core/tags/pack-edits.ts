import { deflateRawSync, inflateRawSync } from 'node:zlib'
import { EarshotError } from '#contract/errors.ts'
import type { Edit, Part } from './edits.ts'

/** Edits as compressed bytes, for keeping: numbers in groups of seven bits, the low ones first. */

/** More than any edit of tags can hold. */
const mostBytes = 512 * 1024 * 1024

export function packEdits(edits: readonly Edit[]): Buffer {
  const pieces = [number(edits.length)]
  for (const { at, length, parts } of edits) {
    pieces.push(number(at), number(length), number(parts.length))
    for (const part of parts) {
      if (part instanceof Uint8Array) pieces.push(number(part.length * 2), part)
      else pieces.push(number(part.length * 2 + 1), number(part.from))
    }
  }
  return deflateRawSync(Buffer.concat(pieces))
}

/** Throws unreadable-file for what no `packEdits` made. */
export function unpackEdits(packed: Uint8Array): Edit[] {
  try {
    return read(inflateRawSync(packed, { maxOutputLength: mostBytes }))
  } catch {
    throw new EarshotError('unreadable-file', 'What the journal kept of the file is damaged.')
  }
}

function read(bytes: Buffer): Edit[] {
  let at = 0
  const next = (): number => {
    let value = 0
    for (let scale = 1; ; scale *= 128) {
      const byte = bytes.readUInt8(at++)
      value += (byte & 0x7f) * scale
      if (byte < 0x80) return value
    }
  }
  const part = (): Part => {
    const said = next()
    const length = Math.floor(said / 2)
    if (said % 2 === 1) return { from: next(), length }
    if (at + length > bytes.length) throw new RangeError('It breaks off.')
    at += length
    return bytes.subarray(at - length, at)
  }
  const list = <Item>(count: number, item: () => Item): Item[] => {
    const items: Item[] = []
    while (items.length < count) items.push(item())
    return items
  }
  return list(next(), () => ({ at: next(), length: next(), parts: list(next(), part) }))
}

function number(value: number): Buffer {
  const bytes: number[] = []
  let rest = value
  for (; rest >= 128; rest = Math.floor(rest / 128)) bytes.push(0x80 | (rest % 128))
  bytes.push(rest)
  return Buffer.from(bytes)
}
