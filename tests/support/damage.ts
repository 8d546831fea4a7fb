/** Damaged copies of files, the same for the same seed. */

/** Numbers in 0..1 that look random. */
function chance(seed: number): () => number {
  let state = (seed * 2_654_435_761) >>> 0 || 1
  return () => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    state >>>= 0
    return state / 2 ** 32
  }
}

/** Sizes and counts that hostile files like to give. */
const extremes = [0, 1, 0x7f, 0x80, 0xff, 0xffff, 0x7fffffff, 0x80000000, 0xfffffffe, 0xffffffff]

/** One to four kinds of damage, most of it where tags are: at the beginning and at the end. */
export function damage(bytes: Buffer, seed: number): Buffer {
  const next = chance(seed)
  let out = Buffer.from(bytes)
  const place = (): number => {
    const near = Math.floor(next() ** 3 * Math.min(out.length, 20_000))
    const where = next()
    if (where < 0.6) return near
    return where < 0.85 ? Math.max(0, out.length - 1 - near) : Math.floor(next() * out.length)
  }
  const pieces = 1 + Math.floor(next() * 4)
  for (let i = 0; i < pieces && out.length > 0; i++) {
    const at = place()
    const kind = next()
    if (kind < 0.3) out[at] = Math.floor(next() * 256)
    else if (kind < 0.6) {
      const value = extremes[Math.floor(next() * extremes.length)]!
      if (at + 4 > out.length) continue
      if (next() < 0.5) out.writeUInt32BE(value, at)
      else out.writeUInt32LE(value, at)
    } else if (kind < 0.75) out = out.subarray(0, at)
    else if (kind < 0.85) {
      const length = Math.floor(next() * 300)
      out = Buffer.concat([out.subarray(0, at), out.subarray(at + length)])
    } else {
      const from = place()
      const copied = out.subarray(from, from + Math.floor(next() * 300))
      out = Buffer.concat([out.subarray(0, at), copied, out.subarray(at)])
    }
  }
  return out
}
