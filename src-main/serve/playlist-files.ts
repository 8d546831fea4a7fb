import type { Caller } from '#contract/bridge.ts'
import { toFailure } from '#contract/errors.ts'
import { playlistFormats, type PlaylistFormat } from '#contract/playlists.ts'
import { plainResponse } from '../shell/file-response.ts'

const types: Record<PlaylistFormat, string> = {
  m3u8: 'application/vnd.apple.mpegurl; charset=utf-8',
  m3u: 'audio/x-mpegurl',
  xspf: 'application/xspf+xml; charset=utf-8',
  pls: 'audio/x-scpls',
  nsp: 'application/json; charset=utf-8',
  csv: 'text/csv; charset=utf-8',
  json: 'application/json; charset=utf-8'
}

export const isPlaylistAddress = (pathname: string): boolean => pathname.startsWith('/playlists/')

/**
 * Playlists as files, with whole paths: `/playlists/` names them, `/playlists/Road%20trip.m3u8` is one. `?from=…&to=…`
 * puts another beginning to the paths, for a player that has the music elsewhere. 404 for a name that none has, 409
 * for one that several have; their numbers (`/playlists/12.m3u8`) tell them apart.
 */
export async function playlistResponse(engine: Caller, url: URL): Promise<Response> {
  const asked = decoded(url.pathname.slice('/playlists/'.length))
  const playlists = await engine.call('playlists.list', {})
  if (asked === '') {
    const lines = playlists.map(({ id, name }) => `${id}\t${name.replace(/[\r\n\t]/g, ' ')}\n`)
    return plainResponse(200, lines.join(''), { 'cache-control': 'no-store' })
  }
  const ending = playlistFormats.find(format => asked?.toLowerCase().endsWith(`.${format}`))
  if (asked === null || ending === undefined) return plainResponse(404, 'There is no such playlist.')
  const wanted = asked.slice(0, -ending.length - 1)
  const named = playlists.filter(({ name }) => name === wanted)
  const found = named.length > 0 ? named : playlists.filter(({ id }) => String(id) === wanted)
  if (found.length > 1)
    return plainResponse(409, `Several playlists have this name: ${found.map(({ id }) => id).join(', ')}.`)
  if (found.length === 0) return plainResponse(404, 'There is no such playlist.')
  const from = url.searchParams.get('from')
  const to = url.searchParams.get('to') ?? ''
  try {
    const file = await engine.call('playlists.exportText', {
      id: found[0]!.id,
      format: ending,
      options: { paths: from ? { kind: 'mapped', from, to } : { kind: 'absolute' } }
    })
    return new Response(Buffer.from(file.base64, 'base64'), {
      headers: {
        'content-type': types[ending],
        'cache-control': 'no-store',
        'x-content-type-options': 'nosniff',
        'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`
      }
    })
  } catch (thrown) {
    const { code, message } = toFailure(thrown)
    return plainResponse(code === 'bad-request' ? 400 : 500, message)
  }
}

function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text)
  } catch {
    return null
  }
}
