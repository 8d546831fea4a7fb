import { statSync } from 'node:fs'
import { tmpdir } from 'node:os'

/** A folder on another file system than the one for temporary files; null where this machine has none to offer. */
export function otherDisk(): string | null {
  const memory = '/dev/shm'
  try {
    return statSync(memory).dev === statSync(tmpdir()).dev ? null : memory
  } catch {
    return null
  }
}
