import { presetOf } from '#contract/players.ts'
import { usualExport, type ExportOptions, type Player, type PlaylistFormat } from '#contract/playlists.ts'

/** What `playlist export` was told of how to write. */
export interface WritingFlags {
  for?: Player
  format?: PlaylistFormat
  relative?: boolean
  absolute?: boolean
  map?: { from: string; to: string }
  backslashes?: boolean
  percentEncode?: boolean
  titles: boolean
  bom?: boolean
  crlf?: boolean
  utf8?: boolean
  missing: boolean
  copy?: boolean
  link?: boolean
  number?: boolean
}

/** How the player asked for wants it, and what was said beside that. */
export function writingOf(flags: WritingFlags): {
  format: PlaylistFormat
  options: ExportOptions
  player: Player | null
} {
  const player = flags.for ?? null
  const usual = player === null ? { format: 'm3u8' as const, options: usualExport } : presetOf(player)
  const { options } = usual
  return {
    player,
    format: flags.format ?? usual.format,
    options: {
      paths: pathsOf(flags, options.paths),
      slashes: flags.backslashes ? '\\' : options.slashes,
      percentEncode: flags.percentEncode ?? options.percentEncode,
      extinf: flags.titles && options.extinf,
      bom: flags.bom ?? options.bom,
      lineEnds: flags.crlf ? 'crlf' : options.lineEnds,
      missing: flags.missing && options.missing,
      files: flags.link ? 'link' : flags.copy ? 'copy' : options.files,
      utf8: flags.utf8 ?? options.utf8,
      names: flags.number ? 'numbered' : options.names
    }
  }
}

function pathsOf(
  { map, absolute, relative }: WritingFlags,
  otherwise: ExportOptions['paths']
): ExportOptions['paths'] {
  if (map) return { kind: 'mapped', ...map }
  if (absolute) return { kind: 'absolute' }
  return relative ? { kind: 'relative' } : otherwise
}
