import type { Caller } from '#contract/bridge.ts'
import { toFailure, type ErrorCode } from '#contract/errors.ts'
import { pathForFs } from '../engine/paths.ts'
import { fileResponse, plainResponse, type FileRequest } from './file-response.ts'

const statusOf: Partial<Record<ErrorCode, number>> = {
  'bad-request': 404,
  'not-found': 404,
  'no-access': 403,
  'unsupported-format': 415,
  'no-decoder': 415
}

/**
 * A track's own bytes, by its id in the library and by nothing else: no address can name another file.
 * 415 for formats a browser cannot play.
 */
export async function mediaResponse(
  engine: Caller,
  id: string,
  request: FileRequest,
  headers: Record<string, string> = {}
): Promise<Response> {
  if (!/^[1-9]\d{0,14}$/.test(id)) return plainResponse(404, 'No such track.')
  try {
    const file = await engine.call('audio.file', { id: Number(id) })
    if (!file.playable) return plainResponse(415, `A browser cannot play ${file.type}.`)
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
