import type { Caller } from '#contract/bridge.ts'
import { toFailure, type ErrorCode } from '#contract/errors.ts'
import { pathForFs } from '../engine/files.ts'
import { fileResponse, plainResponse, type FileRequest } from './file-response.ts'

const statusOf: Partial<Record<ErrorCode, number>> = {
  'bad-request': 404,
  'not-found': 404,
  'no-access': 403,
  'unsupported-format': 415,
  'unreadable-file': 415,
  'decode-failed': 415,
  'no-decoder': 415,
  'disk-full': 507
}

export interface MediaRequest extends FileRequest {
  /** A copy that is being made for the answer stops, too. */
  signal: AbortSignal
}

/**
 * A track's bytes, or those of its playable copy, by its id in the library and by nothing else: no address can name
 * another file. 415 for what cannot be decoded.
 */
export async function mediaResponse(
  engine: Caller,
  id: string,
  request: MediaRequest,
  headers: Record<string, string> = {}
): Promise<Response> {
  if (!/^[1-9]\d{0,14}$/.test(id)) return plainResponse(404, 'No such track.')
  try {
    const file = await engine.call('audio.file', { id: Number(id) }, request.signal)
    return await fileResponse(pathForFs(file.path), request, {
      'content-type': file.type,
      'cache-control': 'no-cache',
      ...headers
    })
  } catch (thrown) {
    const { code, message } = toFailure(thrown)
    return plainResponse(statusOf[code] ?? 500, message)
  }
}
