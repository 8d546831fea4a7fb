/** Puts the first sound of an Ogg file onto the page of its last header, as old encoders did against the rules. */
export function joinedPages(ogg: Buffer): Buffer {
  const pages = pagesOf(ogg)
  const first = pages.findIndex(page => page.readBigUInt64LE(6) > 0n)
  const [header, sound] = [pages[first - 1]!, pages[first]!]
  const tables = [header, sound].map(page => page.subarray(27, 27 + page[26]!))
  const bodies = [header, sound].map(page => page.subarray(27 + page[26]!))
  const head = Buffer.from(header.subarray(0, 27))
  sound.copy(head, 6, 6, 14) // the time
  head[5] = head[5]! | (sound[5]! & 4)
  head[26] = tables[0]!.length + tables[1]!.length
  pages.splice(first - 1, 2, Buffer.concat([head, ...tables, ...bodies]))
  pages.forEach((page, i) => {
    page.writeUInt32LE(i, 18)
    page.writeUInt32LE(0, 22)
    page.writeUInt32LE(crc(page), 22)
  })
  return Buffer.concat(pages)
}

function pagesOf(ogg: Buffer): Buffer[] {
  const pages: Buffer[] = []
  for (let at = 0; at < ogg.length; at += pages.at(-1)!.length) {
    const segments = ogg[at + 26]!
    const body = ogg.subarray(at + 27, at + 27 + segments).reduce((sum, length) => sum + length, 0)
    pages.push(Buffer.from(ogg.subarray(at, at + 27 + segments + body)))
  }
  return pages
}

function crc(bytes: Buffer): number {
  let value = 0
  for (const byte of bytes) {
    value ^= byte << 24
    for (let bit = 0; bit < 8; bit++) value = (value << 1) ^ (value < 0 ? 0x04c11db7 : 0)
  }
  return value >>> 0
}
