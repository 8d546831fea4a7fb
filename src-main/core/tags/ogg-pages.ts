import type { TagBytes } from './tag-bytes.ts'

/** One page of an Ogg file. */
export interface Page {
  at: number
  /** Of the header with its table of segments. */
  head: Buffer
  bodyLength: number
}

const fixedHead = 27

/** Null where no whole page stands at `at`. */
export function readPage(file: TagBytes, at: number): Page | null {
  const fixed = file.read(at, fixedHead + 255)
  if (fixed.length < fixedHead || fixed.toString('latin1', 0, 4) !== 'OggS' || fixed[4] !== 0) return null
  const length = fixedHead + fixed[26]!
  if (fixed.length < length) return null
  const head = fixed.subarray(0, length)
  const bodyLength = head.subarray(fixedHead).reduce((sum, segment) => sum + segment, 0)
  return at + length + bodyLength > file.size ? null : { at, head, bodyLength }
}

export function pageEnd({ at, head, bodyLength }: Page): number {
  return at + head.length + bodyLength
}

export function serialOf({ head }: Page): number {
  return head.readUInt32LE(14)
}

/** Lays packets out in fresh pages that follow page `sequence - 1`, as tightly as they go. */
export function makePages(packets: Buffer[], serial: number, sequence: number): Buffer[] {
  const segments = packets.flatMap(packet => {
    const whole = Math.floor(packet.length / 255)
    return [...new Array<number>(whole).fill(255), packet.length % 255]
  })
  const content = Buffer.concat(packets)
  const pages: Buffer[] = []
  let from = 0
  for (let first = 0; first < segments.length; first += 255) {
    const table = segments.slice(first, first + 255)
    const length = table.reduce((sum, segment) => sum + segment, 0)
    const head = Buffer.alloc(fixedHead + table.length)
    head.write('OggS', 'latin1')
    head[5] = first > 0 && segments[first - 1] === 255 ? 1 : 0
    // Headers are at time 0; a page on which no packet ends has no time.
    head.fill(table.every(segment => segment === 255) ? 0xff : 0, 6, 14)
    head.writeUInt32LE(serial, 14)
    head[26] = table.length
    head.set(table, fixedHead)
    const page = Buffer.concat([head, content.subarray(from, from + length)])
    pages.push(numbered(page, sequence + pages.length))
    from += length
  }
  return pages
}

/** The head of a page for what a page holds from a segment on at which a packet begins; it has no number yet. */
export function headOfRest({ head }: Page, segment: number): Buffer {
  const table = head.subarray(fixedHead + segment)
  const rest = Buffer.concat([head.subarray(0, fixedHead), table])
  rest[5] = rest[5]! & ~1
  // The time was that of what ended before.
  if (table.every(length => length === 255)) rest.fill(0xff, 6, 14)
  rest.fill(0, 18, 26)
  rest[26] = table.length
  return rest
}

/** Gives a page its number and the checksum that goes with it, in place. */
export function numbered(page: Buffer, sequence: number): Buffer {
  page.writeUInt32LE(sequence, 18)
  page.writeUInt32LE(0, 22)
  page.writeUInt32LE(checksum(page), 22)
  return page
}

/** Gives the pages of one stream from `at` on new numbers, until the stream ends. */
export function renumber(file: TagBytes, at: number, serial: number, by: number): void {
  for (let page = readPage(file, at); page !== null; page = readPage(file, pageEnd(page))) {
    if (serialOf(page) !== serial) continue
    const bytes = file.exactly(page.at, page.head.length + page.bodyLength)
    numbered(bytes, (bytes.readUInt32LE(18) + by) >>> 0)
    file.write(page.at, bytes.subarray(0, fixedHead))
    if ((bytes[5]! & 4) !== 0) return
  }
}

const table = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte << 24
  for (let bit = 0; bit < 8; bit++) value = (value << 1) ^ (value < 0 ? 0x04c11db7 : 0)
  return value >>> 0
})

/** The CRC of Ogg, over a page whose own CRC is zero. */
function checksum(bytes: Buffer): number {
  let value = 0
  for (let at = 0; at < bytes.length; at++)
    value = (value << 8) ^ table[((value >>> 24) ^ bytes[at]!) & 0xff]!
  return value >>> 0
}
