import { id3Length } from './id3.ts'
import { allFormats, type FormatId } from './table.ts'

/** What a file is by its first bytes; names and extensions lie. */
export interface Sniffed {
  /** Null: an ID3 tag, and behind it nothing that is known. */
  format: FormatId | null
  /** Where the audio's own bytes start: after ID3 tags or leading rubbish. */
  offset: number
}

/** How many bytes are looked at in one place. */
const headBytes = 64 * 1024
/** What is left of them behind a tag has to be so much, or they are read anew from there. */
const leastBytes = 4 * 1024
/** More tags one behind the other than anybody has seen. */
const mostTags = 8

/**
 * Null where nothing is recognised. `read` gives the bytes from a place on, fewer where the file ends. By our own table,
 * not by the package file-type: that one does not say where the sound begins, knows no TTA, AU or RF64, nor MPEG sound
 * behind zeros or rubbish, and takes ten times as long for a file.
 */
export function sniff(read: (at: number, length: number) => Uint8Array): Sniffed | null {
  const looks = look()
  let step = looks.next()
  while (step.done !== true) step = looks.next(read(step.value, headBytes))
  return step.value
}

/** The same for a file that must not be waited for. */
export async function sniffLater(
  read: (at: number, length: number) => Promise<Uint8Array>
): Promise<Sniffed | null> {
  const looks = look()
  let step = looks.next()
  while (step.done !== true) step = looks.next(await read(step.value, headBytes))
  return step.value
}

/** Asks for the bytes at a place, as often as a tag is longer than those at hand. */
function* look(): Generator<number, Sniffed | null, Uint8Array> {
  let start = 0
  let head = yield start
  let at = 0
  for (let tags = 0; tags < mostTags; tags++) {
    const tag = id3Length(head.subarray(at))
    if (tag === 0) break
    at += tag
    if (head.length === headBytes && head.length - at < leastBytes) {
      start += at
      at = 0
      head = yield start
    }
  }
  const found = recognise(head.subarray(at))
  if (found !== null) return { ...found, offset: start + at + found.offset }
  return start + at === 0 ? null : { format: null, offset: start + at }
}

function recognise(head: Uint8Array): { format: FormatId; offset: number } | null {
  for (const [format, { begins }] of allFormats) {
    const offset = begins(head)
    if (offset !== null) return { format, offset }
  }
  return null
}
