import { usualExport, type ExportOptions, type Player, type PlaylistFormat } from './playlists.ts'

/** How each player reads a playlist. What was tried, and where it is written: docs/playlist-files.md. */

export interface Preset {
  format: PlaylistFormat
  options: ExportOptions
}

const presets: Record<Player, { format: PlaylistFormat; options: Partial<ExportOptions> }> = {
  // In M3U and PLS it stops reading a path at "#" and "?", and takes "%20" for a blank.
  vlc: { format: 'xspf', options: {} },
  // Only .m3u is read from its playlist_directory, in UTF-8; whole paths are good there and below the music folder.
  mpd: { format: 'm3u', options: { utf8: true, paths: { kind: 'absolute' } } },
  navidrome: { format: 'm3u8', options: {} },
  jellyfin: { format: 'm3u8', options: {} },
  foobar2000: { format: 'm3u8', options: { bom: true, lineEnds: 'crlf', slashes: '\\' } },
  // Many know no letters beyond ASCII, play folders by name, and take every line for a path.
  car: {
    format: 'm3u',
    options: { files: 'copy', names: 'numbered', extinf: false, lineEnds: 'crlf', missing: false }
  }
}

/** Everything that a player wants of a file. */
export function presetOf(player: Player): Preset {
  const { format, options } = presets[player]
  return { format, options: { ...usualExport, ...options } }
}
