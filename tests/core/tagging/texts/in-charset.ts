/**
 * Writes text in a character set that only TextDecoder knows: every sequence of one and two bytes, read. What the set
 * lacks is a question mark.
 */
const tables = new Map<string, Map<string, Buffer>>()

export function inCharset(text: string, charset: string): Buffer {
  const table = tables.get(charset) ?? tableOf(charset)
  tables.set(charset, table)
  return Buffer.concat([...text].map(one => table.get(one) ?? Buffer.from('?')))
}

function tableOf(charset: string): Map<string, Buffer> {
  const table = new Map<string, Buffer>()
  const decoder = new TextDecoder(charset, { fatal: true, ignoreBOM: true })
  const add = (bytes: number[]): void => {
    try {
      const text = decoder.decode(Uint8Array.from(bytes))
      if ([...text].length === 1 && !table.has(text)) table.set(text, Buffer.from(bytes))
    } catch {
      // Nothing stands there.
    }
  }
  for (let one = 0; one < 256; one++) add([one])
  for (let one = 0x81; one < 0xff; one++) for (let two = 0x40; two < 0xff; two++) add([one, two])
  return table
}
