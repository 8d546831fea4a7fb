import { realpath } from 'node:fs/promises'
import { extname, join, sep } from 'node:path'
import { fileResponse, plainResponse, type FileRequest } from './file-response.ts'

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
  '.flac': 'audio/flac'
}

/**
 * Nothing but what Earshot brought itself: no inline script or style, no other host.
 * `media` is where tracks may be played from, `connect` whom the page may talk to.
 */
export function contentSecurityPolicy({ media, connect }: { media: string; connect: string }): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    `media-src ${media}`,
    `connect-src ${connect}`,
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'"
  ].join('; ')
}

/** A file of the page, confined to its folder; `/` is index.html. `pathname` is as it came, still escaped. */
export async function pageResponse(
  folder: string,
  pathname: string,
  request: FileRequest,
  policy: string
): Promise<Response> {
  const path = await pageFile(folder, pathname)
  if (!path) return plainResponse(404, 'Not found.')
  return fileResponse(path, request, {
    'content-type': types[extname(path)] ?? 'application/octet-stream',
    'content-security-policy': policy,
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'referrer-policy': 'no-referrer',
    // What the build names by its content never changes under that name.
    'cache-control': pathname.startsWith('/assets/') ? 'private, max-age=31536000, immutable' : 'no-cache'
  })
}

async function pageFile(folder: string, pathname: string): Promise<string | null> {
  try {
    const name = decodeURIComponent(pathname === '/' ? '/index.html' : pathname)
    // Links are resolved before the comparison, so that none can lead out.
    const [root, path] = await Promise.all([realpath(folder), realpath(join(folder, name))])
    return path.startsWith(root + sep) ? path : null
  } catch {
    return null
  }
}
