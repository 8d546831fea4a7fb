import { closeSync, createReadStream, createWriteStream, openSync, readSync, writeSync } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { createGunzip, gunzipSync, gzipSync } from 'node:zlib'
import { EarshotError } from '#contract/errors.ts'

/** Held in memory at once, bytes. */
const piece = 16 * 1024 * 1024

/**
 * Writes a file compressed: as gzip in several members, one a piece, which any gunzip reads as one file. Each piece is
 * read back from the new file and compared. Throws write-unsafe where that came out differently.
 */
export function packSync(from: string, to: string): void {
  const source = openSync(from, 'r')
  try {
    const target = openSync(to, 'wx+', 0o600)
    try {
      packPieces(source, target)
    } finally {
      closeSync(target)
    }
  } finally {
    closeSync(source)
  }
}

function packPieces(source: number, target: number): void {
  const plain = Buffer.allocUnsafeSlow(piece)
  let at = 0
  for (let read = readWhole(source, plain); read > 0; read = readWhole(source, plain)) {
    const packed = gzipSync(plain.subarray(0, read), { level: 1 })
    let written = 0
    while (written < packed.length) written += writeSync(target, packed, written, packed.length - written)
    const back = Buffer.allocUnsafeSlow(packed.length)
    readWhole(target, back, at)
    if (!back.equals(packed) || !gunzipSync(back).equals(plain.subarray(0, read))) {
      throw new EarshotError('write-unsafe', 'The backup did not read back as it was written.')
    }
    at += packed.length
    if (read < piece) return
  }
}

/** Fills a buffer as far as the file goes, from where it is or from `at`; says how far. */
function readWhole(file: number, into: Buffer, at: number | null = null): number {
  let filled = 0
  while (filled < into.length) {
    const place = at === null ? null : at + filled
    const read = readSync(file, into, filled, into.length - filled, place)
    if (read === 0) break
    filled += read
  }
  return filled
}

/** The file as it was. Throws what zlib throws for one that is no gzip, cut short or changed. */
export async function unpack(from: string, to: string): Promise<void> {
  const target = createWriteStream(to, { flags: 'wx', mode: 0o600 })
  await pipeline(createReadStream(from), createGunzip(), target)
}
