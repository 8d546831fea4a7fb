/** A place in a file as it is now, and what stood there before a change. */
export interface Edit {
  at: number
  /** Of the bytes that stand there now. */
  length: number
  /** What stood there, in pieces: bytes of its own, or runs of those that stand there now. */
  parts: Part[]
}

export type Part = Buffer | { from: number; length: number }

/** How to get from the fresh bytes of a place back to the old ones; null where they are the same. */
export function editBack(at: number, old: Buffer, fresh: Buffer): Edit | null {
  if (old.equals(fresh)) return null
  const shorter = Math.min(old.length, fresh.length)
  let start = 0
  while (start < shorter && old[start] === fresh[start]) start++
  let end = 0
  while (end < shorter - start && old[old.length - 1 - end] === fresh[fresh.length - 1 - end]) end++
  const now = fresh.subarray(start, fresh.length - end)
  return { at: at + start, length: now.length, parts: partsOf(old.subarray(start, old.length - end), now) }
}

/** The bytes that an edit puts back, made of those that stand there now. */
export function oldBytes({ parts }: Edit, now: Buffer): Buffer {
  return Buffer.concat(
    parts.map(part => (part instanceof Uint8Array ? part : now.subarray(part.from, part.from + part.length)))
  )
}

/** Shorter runs are not worth naming. */
const block = 256
const factor = 0x01000193
/** What the first byte of a block weighs in its sum. */
const weight = Array.from({ length: block - 1 }).reduce<number>(product => Math.imul(product, factor), 1)

/**
 * Finds what only moved: pictures behind a longer comment, say. Blocks of what is there now are looked for at every place
 * of what was there, by a sum that goes along byte by byte.
 */
function partsOf(old: Buffer, now: Buffer): Part[] {
  const places = blocksOf(now)
  const parts: Part[] = []
  let told = 0
  let at = 0
  let sum = sumAt(old, 0)
  while (places.size > 0 && at + block <= old.length) {
    const run = runAt(old, now, { at, told, place: places.get(sum) })
    if (run === null) {
      sum = Math.imul(sum - Math.imul(old[at]!, weight), factor) + (old[at + block] ?? 0)
      sum |= 0
      at++
      continue
    }
    const { from, length, start } = run
    if (start > told) parts.push(Buffer.from(old.subarray(told, start)))
    parts.push({ from, length })
    told = at = start + length
    sum = sumAt(old, at)
  }
  if (told < old.length) parts.push(Buffer.from(old.subarray(told)))
  return parts
}

/** Where blocks of these bytes begin, by their sums; of equal ones the first. */
function blocksOf(bytes: Buffer): Map<number, number> {
  const places = new Map<number, number>()
  for (let at = 0; at + block <= bytes.length; at += block) {
    const sum = sumAt(bytes, at)
    if (!places.has(sum)) places.set(sum, at)
  }
  return places
}

function sumAt(bytes: Buffer, at: number): number {
  if (at + block > bytes.length) return 0
  let sum = 0
  for (let i = at; i < at + block; i++) sum = (Math.imul(sum, factor) + bytes[i]!) | 0
  return sum
}

interface Candidate {
  at: number
  /** So much of the old bytes is told already. */
  told: number
  place: number | undefined
}

/** The whole run that is the same around a block in both; null where not even the block is. */
function runAt(
  old: Buffer,
  now: Buffer,
  { at, told, place }: Candidate
): { start: number; from: number; length: number } | null {
  if (place === undefined || old.compare(now, place, place + block, at, at + block) !== 0) return null
  let start = at
  let from = place
  while (start > told && from > 0 && old[start - 1] === now[from - 1]) {
    start--
    from--
  }
  let length = at - start + block
  while (
    start + length < old.length &&
    from + length < now.length &&
    old[start + length] === now[from + length]
  )
    length++
  return { start, from, length }
}
