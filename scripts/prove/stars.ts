/** Stars as Windows Media Player, MusicBee and MediaMonkey write them into a byte. */
const bytes: Readonly<Record<string, number>> = {
  13: 0.5,
  1: 1,
  54: 1.5,
  64: 2,
  118: 2.5,
  128: 3,
  186: 3.5,
  196: 4,
  242: 4.5,
  255: 5
}

/** Stars of what other readers show of ratings that Earshot began: "byte 186", "70", "0.1". What is none stays as it is. */
export function starsShown(text: string): string {
  const byte = /^byte (\d+)$/.exec(text)?.[1]
  if (byte !== undefined) return String(bytes[byte] ?? text)
  const number = Number(text)
  if (!(number > 0)) return text
  return String(number < 1 ? number * 5 : number / 20)
}
