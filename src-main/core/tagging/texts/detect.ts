import { charsets, type Charset } from '#contract/charsets.ts'
import { costOf } from './cost.ts'

/** The character set that texts of nobody knows which are in. */
export interface Detected {
  charset: Charset
  /** Bits by which it is likelier than Windows-1252, and than the next likely one: see `costOf`. */
  beyondUsual: number
  beyondNext: number
}

/** From here on a set is taken for the right one unless somebody objects. */
const sure = { beyondUsual: 15, beyondNext: 10 }

/**
 * Finds the set in which these texts are likeliest, all together: an album's, as one title alone says little. Null where
 * nothing in them is beyond ASCII.
 */
export function detectCharset(texts: readonly Uint8Array[]): Detected | null {
  const odd = texts.filter(bytes => bytes.some(byte => byte > 0x7f))
  if (odd.length === 0) return null
  const costs = charsets
    .map(charset => ({ charset, cost: costOf(odd, charset) }))
    .sort((a, b) => a.cost - b.cost)
  const [best, next] = costs
  const usual = costs.find(({ charset }) => charset === 'windows-1252')!
  return {
    charset: best!.charset,
    beyondUsual: usual.cost - best!.cost,
    beyondNext: next!.cost - best!.cost
  }
}

/** Whether it is another set than the usual one, and surely so. */
export const isSure = ({ charset, beyondUsual, beyondNext }: Detected): boolean =>
  charset !== 'windows-1252' && beyondUsual >= sure.beyondUsual && beyondNext >= sure.beyondNext

/**
 * The bytes of a text that was read as Windows-1252, which reads every byte as a character of its own; null where it was
 * not.
 */
export function bytesOfUsual(text: string): Uint8Array | null {
  const bytes = [...text].map(one => usualBytes.get(one))
  return bytes.includes(undefined) ? null : Uint8Array.from(bytes as number[])
}

const usualBytes = new Map(
  Array.from({ length: 256 }, (_, byte) => [
    new TextDecoder('windows-1252').decode(Uint8Array.of(byte)),
    byte
  ])
)
