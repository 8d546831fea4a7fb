import { createHash } from 'node:crypto'
import { open } from 'node:fs/promises'
import { pathForFs } from './paths.ts'

/**
 * SHA-256 of every byte of a file. Throws what the system does. One buffer for the whole of it: streamed pieces would stay
 * until the next collection, 30 MB for a pair of towers.
 */
export async function wholeHash(path: string): Promise<Buffer> {
  const hash = createHash('sha256')
  const piece = Buffer.allocUnsafeSlow(256 * 1024)
  const file = await open(pathForFs(path))
  try {
    for (;;) {
      const { bytesRead } = await file.read(piece, 0, piece.length)
      if (bytesRead === 0) return hash.digest()
      hash.update(piece.subarray(0, bytesRead))
    }
  } finally {
    await file.close()
  }
}

/** The same in hexadecimal. */
export async function wholeHashText(path: string): Promise<string> {
  return (await wholeHash(path)).toString('hex')
}
