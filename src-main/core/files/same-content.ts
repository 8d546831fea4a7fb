import { open, type FileHandle } from 'node:fs/promises'
import { pathForFs } from './paths.ts'

const block = 1 << 20

/** Whether two files hold the same, byte for byte. Throws what the system throws, and the signal's reason. */
export async function sameContent(one: string, other: string, signal: AbortSignal): Promise<boolean> {
  const first = await open(pathForFs(one))
  try {
    const second = await open(pathForFs(other))
    try {
      return await sameBytes(first, second, signal)
    } finally {
      await second.close()
    }
  } finally {
    await first.close()
  }
}

async function sameBytes(one: FileHandle, other: FileHandle, signal: AbortSignal): Promise<boolean> {
  const [a, b] = [Buffer.allocUnsafe(block), Buffer.allocUnsafe(block)]
  for (;;) {
    signal.throwIfAborted()
    const [inOne, inOther] = await Promise.all([filled(one, a), filled(other, b)])
    if (!inOne.equals(inOther)) return false
    if (inOne.length < block) return true
  }
}

/** The next bytes: as many as there is room for, unless the file ends. One read may give fewer. */
async function filled(file: FileHandle, room: Buffer): Promise<Buffer> {
  let length = 0
  while (length < room.length) {
    const { bytesRead } = await file.read(room, length, room.length - length)
    if (bytesRead === 0) break
    length += bytesRead
  }
  return room.subarray(0, length)
}
