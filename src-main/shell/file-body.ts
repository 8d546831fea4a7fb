import { open, type FileHandle } from 'node:fs/promises'

const pieceBytes = 256 * 1024
/** Milliseconds without anybody asking for more, after which the file is closed: a paused player holds no drive. */
const idleLimit = 10_000

interface Part {
  path: string | Buffer
  /** First and last byte. */
  start: number
  end: number
  /** Aborted when nobody waits any more. */
  signal?: AbortSignal | undefined
}

/**
 * A part of an open file as a stream, a piece at a time as it is asked for. The file is closed at the end, when the
 * stream is cancelled, when the signal says so, and when nothing was asked for in a while; for more it is opened again,
 * and what is then another file ends the stream with an error.
 */
export function fileBody(first: FileHandle, { path, start, end, signal }: Part): ReadableStream {
  let handle: FileHandle | null = first
  let at = start
  let over = false
  let timer: NodeJS.Timeout | undefined
  const identity = identityOf(first)
  identity.catch(() => null)

  const close = async (): Promise<void> => {
    clearTimeout(timer)
    const held = handle
    handle = null
    await held?.close().catch(() => null)
  }
  const finish = async (): Promise<void> => {
    over = true
    signal?.removeEventListener('abort', stop)
    await close()
  }
  const stop = (): void => void finish()
  const wait = (): void => {
    timer = setTimeout(() => void close(), idleLimit).unref()
  }

  signal?.addEventListener('abort', stop, { once: true })
  if (signal?.aborted) stop()
  else wait()
  return new ReadableStream(
    {
      pull: async controller => {
        clearTimeout(timer)
        try {
          if (over) throw new Error('Nobody waits for this any more.')
          handle ??= await openAgain(path, await identity)
          const length = Math.min(pieceBytes, end - at + 1)
          const { bytesRead, buffer } = await handle.read(Buffer.allocUnsafe(length), 0, length, at)
          if (bytesRead === 0) throw new Error('The file ended early.')
          at += bytesRead
          controller.enqueue(buffer.subarray(0, bytesRead))
        } catch (thrown) {
          await finish()
          throw thrown
        }
        if (at > end) {
          await finish()
          controller.close()
        } else if (over) await close()
        else wait()
      },
      cancel: finish
    },
    { highWaterMark: 0 }
  )
}

/** What tells one file from another that took its place. */
async function identityOf(handle: FileHandle): Promise<string> {
  const { dev, ino, size, mtimeNs } = await handle.stat({ bigint: true })
  return [dev, ino, size, mtimeNs].join(' ')
}

async function openAgain(path: string | Buffer, identity: string): Promise<FileHandle> {
  const handle = await open(path)
  if ((await identityOf(handle).catch(() => '')) === identity) return handle
  await handle.close()
  throw new Error('Another file has taken its place.')
}
