import type { IncomingMessage, ServerResponse } from 'node:http'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { ReadableStream } from 'node:stream/web'
import type { Caller } from '#contract/bridge.ts'
import { plainResponse } from '../shell/file-response.ts'
import { mediaResponse } from '../shell/media.ts'
import { contentSecurityPolicy, pageResponse } from '../shell/page-files.ts'
import type { Access } from './access.ts'
import { isPlaylistAddress, playlistResponse } from './playlist-files.ts'

export interface Site {
  access: Access
  engine: Caller
  rendererFolder: string
}

/** The answer to one request that is not a socket's. `signal`: the other side has gone. */
export async function answer(site: Site, request: IncomingMessage, signal: AbortSignal): Promise<Response> {
  const { access, engine, rendererFolder } = site
  if (!access.isOurHost(request)) return plainResponse(421, 'This server does not go by that name.')
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    return plainResponse(405, 'Only GET and HEAD.', { allow: 'GET, HEAD' })
  }
  if (!URL.canParse(request.url ?? '', 'http://server')) return plainResponse(400, 'That is no address.')
  const url = new URL(request.url!, 'http://server')
  const token = url.searchParams.get('token')
  // Players and servers keep no cookies: for them each address carries the token.
  if (
    isPlaylistAddress(url.pathname) &&
    (token === null ? access.hasCookie(request) : access.isToken(token))
  ) {
    return playlistResponse(engine, url)
  }
  if (token !== null) return access.isToken(token) ? enter(access) : shut()
  if (!access.hasCookie(request)) return shut()

  const asked = { method: request.method, range: request.headers.range ?? null }
  const track = /^\/media\/([^/]+)$/.exec(url.pathname)?.[1]
  if (track !== undefined) {
    return mediaResponse(
      engine,
      track,
      { ...asked, signal },
      { 'cross-origin-resource-policy': 'same-origin' }
    )
  }
  return pageResponse(rendererFolder, url.pathname, asked, policyFor(request.headers.host!))
}

/** Sends it; the body streams and stops when the other side goes. */
export async function send(response: Response, to: ServerResponse): Promise<void> {
  to.writeHead(response.status, Object.fromEntries(response.headers))
  if (!response.body) return void to.end()
  try {
    await pipeline(Readable.fromWeb(response.body as ReadableStream), to)
  } catch {
    to.destroy()
  }
}

/** To the same place without the token, so that it stays in no history and goes out in no Referer. */
function enter(access: Access): Response {
  const headers = { location: '/', 'set-cookie': access.cookie(), 'cache-control': 'no-store' }
  return new Response(null, { status: 303, headers })
}

function shut(): Response {
  return plainResponse(
    401,
    'Open the address that Earshot printed when it was started: it lets this browser in.',
    {
      'cache-control': 'no-store'
    }
  )
}

/** Older Safari does not count a WebSocket to the same host as 'self'. */
function policyFor(host: string): string {
  return contentSecurityPolicy({ media: "'self'", connect: `'self' ws://${host} wss://${host}` })
}
