import type { Caller } from '#contract/bridge.ts'
import { EarshotError } from '#contract/errors.ts'
import type { Playlist } from '#contract/playlists.ts'

/** The playlist of a number or a name. Throws not-found, bad-request where several have the name. */
export async function findPlaylist(engine: Caller, named: string): Promise<Playlist> {
  const all = await engine.call('playlists.list', {})
  const number = /^#?(\d+)$/.exec(named)?.[1]
  const byName = all.filter(({ name }) => name.toLowerCase() === named.toLowerCase())
  const found = byName.length > 0 ? byName : all.filter(({ id }) => String(id) === number)
  if (found.length === 1) return found[0]!
  if (found.length === 0) throw new EarshotError('not-found', `There is no playlist "${named}".`)
  const numbers = found.map(({ id }) => `#${id}`).join(', ')
  throw new EarshotError('bad-request', `Several playlists are called "${named}": say which one, ${numbers}.`)
}
