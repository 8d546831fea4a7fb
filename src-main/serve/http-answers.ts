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
  const known = access.hasCookie(request) || access.hasToken(request)
  // Players and servers keep no cookies: for them each address carries the token.
  if (isPlaylistAddress(url.pathname) && (token === null ? known : access.isToken(token))) {
    return playlistResponse(engine, url)
  }
  if (token !== null) return access.isToken(token) ? enter(access) : shut()
  const code = url.searchParams.get('code')
  // Whoever only looks ahead (HEAD) does not use it up.
  if (code !== null && request.method === 'GET' && access.takeCode(code)) return enter(access)
  if (!known) return shut()
  // Reloaded, or kept as a bookmark, by a browser that was let in.
  if (code !== null) return toStart()

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
  const page = await pageResponse(rendererFolder, url.pathname, asked, policyFor(request.headers.host!))
  const cookie = url.pathname === '/' ? access.freshCookie(request) : null
  if (cookie !== null) page.headers.set('set-cookie', cookie)
  return page
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

const enter = (access: Access): Response => toStart({ 'set-cookie': access.cookie() })

/** To the same place without code and token, so that they stay in no history and go out in no Referer. */
function toStart(headers: Record<string, string> = {}): Response {
  return new Response(null, {
    status: 303,
    headers: { ...headers, location: '/', 'cache-control': 'no-store' }
  })
}

function shut(): Response {
  return plainResponse(
    401,
    'Open the address that Earshot printed when it was started: it lets one browser in, within ten minutes. Others get in ' +
      'by /?token= and the token that Earshot keeps for scripts.',
    {
      'cache-control': 'no-store'
    }
  )
}

/** Older Safari does not count a WebSocket to the same host as 'self'. */
function policyFor(host: string): string {
  return contentSecurityPolicy({ media: "'self'", connect: `'self' ws://${host} wss://${host}` })
}
