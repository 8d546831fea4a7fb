import { createHash } from 'node:crypto'
import { AudioFile } from './audio-file.ts'

const block = 16_384

/** 16 bytes that stay with a file when it is moved or renamed: a hash of its size, head, middle and tail. */
export function contentIdentity(file: AudioFile): Uint8Array {
  const hash = createHash('sha256').update(`${file.size}\n`)
  if (file.size <= 3 * block) hash.update(file.bytes(0, file.size))
  else {
    hash.update(file.bytes(0, block))
    hash.update(file.bytes(Math.floor((file.size - block) / 2), block))
    hash.update(file.bytes(file.size - block, block))
  }
  return Uint8Array.from(hash.digest().subarray(0, 16))
}

/** The same of the file at a path. Throws not-found, no-access, unreadable-file. */
export function identityOf(path: string): Uint8Array {
  const file = new AudioFile(path)
  try {
    return contentIdentity(file)
  } finally {
    file.close()
  }
}

export const isSameContent = (one: Uint8Array, other: Uint8Array): boolean => Buffer.compare(one, other) === 0
