import { InvalidArgumentError, Option, type Command } from 'commander'
import { playlistFormats, type PlaylistFormat } from '#contract/playlists.ts'
import type { Run } from '../run.ts'
import { exportPlaylists, letGoOfFiles, type ExportWish } from './export.ts'

interface ExportFlags {
  to?: string
  format: PlaylistFormat
  absolute?: boolean
  map?: { from: string; to: string }
  backslashes?: boolean
  percentEncode?: boolean
  titles: boolean
  bom?: boolean
  crlf?: boolean
  missing: boolean
  copy?: boolean
  link?: boolean
  replace?: boolean
  keep?: boolean
  letGo?: boolean
}

/** `earshot playlist export` */
export function addExportCommand(playlist: Command, run: Run): void {
  playlist
    .command('export <playlist...>')
    .description('write playlists as files into a folder, or one to standard output')
    .option('--to <folder>', 'the folder; without it the text goes to standard output')
    .addOption(new Option('--format <format>', 'the format').choices(playlistFormats).default('m3u8'))
    .option('--absolute', 'whole paths instead of paths relative to the folder')
    .option('--map <from=to>', 'whole paths with another beginning: /home/me/Music=/music', mapping)
    .option('--backslashes', 'backslashes in paths, for Windows')
    .option('--percent-encode', 'percent signs for everything unusual in paths')
    .option('--no-titles', 'paths only')
    .option('--bom', 'a byte order mark at the start')
    .option('--crlf', 'line ends of Windows')
    .option('--no-missing', 'leave out what is not there now')
    .option('--copy', 'copy the music along, into a folder of the name of the playlist')
    .option('--link', 'like --copy, with hard links where the disk can')
    .option('--replace', 'overwrite playlist files of the same name')
    .option('--keep', 'write it again whenever the playlist changes')
    .option('--let-go', 'no longer write it again; the file stays')
    .action((named: string[], flags: ExportFlags) => {
      const needy = (['keep', 'copy', 'link', 'replace'] as const).find(name => flags[name])
      if (flags.letGo && (needy || flags.to !== undefined))
        playlist.error('error: --let-go writes nothing, and goes with no option about writing')
      if (needy && flags.to === undefined) playlist.error(`error: --${needy} needs a folder: --to FOLDER`)
      return run(session =>
        flags.letGo
          ? letGoOfFiles(session, named)
          : exportPlaylists(session, named, {
              ...(flags.to !== undefined && { to: flags.to }),
              format: flags.format,
              options: toOptions(flags),
              replace: flags.replace ?? false,
              keep: flags.keep ?? false
            })
      )
    })
}

function toOptions(flags: ExportFlags): ExportWish['options'] {
  return {
    paths: flags.map ? { kind: 'mapped', ...flags.map } : { kind: flags.absolute ? 'absolute' : 'relative' },
    slashes: flags.backslashes ? '\\' : '/',
    percentEncode: flags.percentEncode ?? false,
    extinf: flags.titles,
    bom: flags.bom ?? false,
    lineEnds: flags.crlf ? 'crlf' : 'lf',
    missing: flags.missing,
    files: flags.link ? 'link' : flags.copy ? 'copy' : 'leave'
  }
}

function mapping(text: string): { from: string; to: string } {
  const at = text.indexOf('=')
  if (at < 1) throw new InvalidArgumentError('It has to be two paths with "=" between them.')
  return { from: text.slice(0, at), to: text.slice(at + 1) }
}
