import type { Playlist } from '#contract/playlists.ts'

/** Playlists with how a search names them: in quotes, or by number where the name would not do. */
export function namedInSearch(playlists: readonly Playlist[]): { id: number; name: string; named: string }[] {
  return playlists.map(({ id, name }) => {
    const others = playlists.some(other => other.id !== id && other.name.toLowerCase() === name.toLowerCase())
    const odd = others || name.trim() === '' || /["“”„]/.test(name)
    return { id, name, named: odd ? `#${id}` : `"${name}"` }
  })
}
