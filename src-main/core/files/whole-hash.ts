import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { pathForFs } from './paths.ts'

/** SHA-256 of every byte of a file. Throws what the system does. */
export async function wholeHash(path: string): Promise<Buffer> {
  const hash = createHash('sha256')
  for await (const part of createReadStream(pathForFs(path), { highWaterMark: 1024 * 1024 })) {
    hash.update(part as Buffer)
  }
  return hash.digest()
}
