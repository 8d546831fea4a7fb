import { open, type FileHandle } from 'node:fs/promises'
import { parseRange } from './byte-range.ts'
import { fileBody } from './file-body.ts'

export interface FileRequest {
  method: string
  range: string | null
  /** Aborted when nobody waits for the answer any more. */
  signal?: AbortSignal
}

/** Plain text with a status: what went wrong, for people who look at the address themselves. */
export function plainResponse(status: number, text: string, headers: Record<string, string> = {}): Response {
  return new Response(text, {
    status,
    headers: { 'content-type': 'text/plain; charset=utf-8', 'x-content-type-options': 'nosniff', ...headers }
  })
}

/**
 * One file as an answer to GET or HEAD, in parts where a Range asks for one (206, 416). The body streams.
 * 404 when there is no such file, 403 when it may not be read, 405 for other methods.
 */
export async function fileResponse(
  path: string | Buffer,
  { method, range, signal }: FileRequest,
  headers: Record<string, string>
): Promise<Response> {
  if (method !== 'GET' && method !== 'HEAD')
    return plainResponse(405, 'Only GET and HEAD.', { allow: 'GET, HEAD' })
  let handle: FileHandle
  try {
    handle = await open(path)
  } catch (thrown) {
    return refused(thrown)
  }
  // The handle is what is measured and what is streamed: a file swapped in between cannot mix the two.
  const stats = await handle.stat().catch(async (thrown: unknown) => {
    await handle.close()
    throw thrown
  })
  if (!stats.isFile()) {
    await handle.close()
    return plainResponse(404, 'Not found.')
  }
  const wanted = parseRange(range, stats.size)
  if (wanted.kind === 'unsatisfiable') {
    await handle.close()
    return plainResponse(416, 'No such part.', { 'content-range': `bytes */${stats.size}` })
  }
  const { start, end } = wanted.kind === 'part' ? wanted : { start: 0, end: stats.size - 1 }
  const answer = new Headers(headers)
  answer.set('accept-ranges', 'bytes')
  answer.set('content-length', String(end - start + 1))
  answer.set('x-content-type-options', 'nosniff')
  if (wanted.kind === 'part') answer.set('content-range', `bytes ${start}-${end}/${stats.size}`)
  const status = wanted.kind === 'part' ? 206 : 200
  if (method === 'HEAD' || stats.size === 0) {
    await handle.close()
    return new Response(null, { status, headers: answer })
  }
  return new Response(fileBody(handle, { path, start, end, signal }), { status, headers: answer })
}

function refused(thrown: unknown): Response {
  const code = thrown instanceof Error && 'code' in thrown ? thrown.code : ''
  if (code === 'EACCES' || code === 'EPERM') return plainResponse(403, 'The file may not be read.')
  return plainResponse(404, 'Not found.')
}
