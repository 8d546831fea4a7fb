import { countedSeconds } from '../formats/mpeg-frames.ts'
import { sniff } from '../formats/sniff.ts'
import { formats } from '../formats/table.ts'
import { AudioFile } from '../scan/audio-file.ts'

/** A frame's header and the count behind it. */
const frameBytes = 64
/** No page of Ogg is longer. */
const longestPage = 65_307
const page = Buffer.from('OggS')

/**
 * Of the length that a file was said to have, what it really promises: sound that is missing of that is missing, and a
 * length that was only guessed (from a bitrate, from a count that does not begin at nothing) is no promise. Seconds;
 * null: none. Throws not-found, no-access.
 */
export function promisedSeconds(path: string, written: number | null): number | null {
  if (written === null) return null
  const file = new AudioFile(path)
  try {
    const found = sniff((at, length) => file.bytes(at, length))
    if (found === null || found.format === null) return null
    const { format, offset } = found
    if (format === 'mp3' || format === 'mp2') return countedSeconds(file.bytes(offset, frameBytes))
    if (format === 'aac') return null
    return formats[format].container === 'Ogg' ? behindFirstPage(file, offset, written) : written
  } finally {
    file.close()
  }
}

/** The first page with sound ends at a count that may be anything; what stands before it in that page is let off. */
function behindFirstPage(file: AudioFile, offset: number, written: number): number | null {
  const first = pagesOf(file.bytes(offset, 4 * longestPage)).find(({ count }) => count > 0n)
  const last = pagesOf(file.bytes(Math.max(0, file.size - 2 * longestPage), 2 * longestPage)).at(-1)
  // Of a chain only the links themselves know.
  if (first === undefined || last === undefined || first.serial !== last.serial || last.count <= 0n)
    return null
  return written * (1 - Number(first.count) / Number(last.count))
}

/** Pages in these bytes that count their samples. */
function pagesOf(bytes: Buffer): { serial: number; count: bigint }[] {
  const pages: { serial: number; count: bigint }[] = []
  for (let at = bytes.indexOf(page); at >= 0 && at + 18 <= bytes.length; at = bytes.indexOf(page, at + 4))
    pages.push({ serial: bytes.readUInt32LE(at + 14), count: bytes.readBigInt64LE(at + 6) })
  return pages.filter(({ count }) => count >= 0n)
}
