import { protocol } from 'electron'
import type { Caller } from '#contract/bridge.ts'
import { mediaScheme, pageOrigin, pageScheme } from '#contract/names.ts'
import { plainResponse } from '../shell/file-response.ts'
import { mediaResponse } from '../shell/media.ts'
import { contentSecurityPolicy, pageResponse } from '../shell/page-files.ts'

const policy = contentSecurityPolicy({ media: `'self' ${mediaScheme}:`, connect: "'self'" })

/** Must be called before the app is ready. */
export function declareSchemes(): void {
  protocol.registerSchemesAsPrivileged([
    // `stream` lets an audio element ask for parts and start before it has everything.
    {
      scheme: pageScheme,
      privileges: { standard: true, secure: true, stream: true, supportFetchAPI: true, codeCache: true }
    },
    { scheme: mediaScheme, privileges: { standard: true, secure: true, stream: true, supportFetchAPI: true } }
  ])
}

/** `app://bundle/…` is the page, `media://track/<id>` a track's bytes. Nothing else is answered. */
export function handleSchemes(pageFolder: string, engine: Caller): void {
  protocol.handle(pageScheme, request => {
    const { host, pathname } = new URL(request.url)
    if (`${pageScheme}://${host}` !== pageOrigin) return plainResponse(404, 'Not found.')
    return pageResponse(pageFolder, pathname, asked(request), policy)
  })
  protocol.handle(mediaScheme, request => {
    const { host, pathname } = new URL(request.url)
    if (host !== 'track') return plainResponse(404, 'Not found.')
    return mediaResponse(
      engine,
      pathname.slice(1),
      { ...asked(request), signal: request.signal },
      { 'access-control-allow-origin': pageOrigin }
    )
  })
}

const asked = (request: Request): { method: string; range: string | null } => ({
  method: request.method,
  range: request.headers.get('range')
})
