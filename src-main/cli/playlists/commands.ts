import { InvalidArgumentError, Option, type Command } from 'commander'
import { playlistFormats, type PlaylistFormat } from '#contract/playlists.ts'
import {
  createPlaylist,
  exportPlaylists,
  importPlaylists,
  letGoOfFiles,
  listPlaylists,
  removePlaylist,
  renamePlaylist,
  showPlaylist
} from './playlist.ts'
import type { Run } from '../program.ts'
import type { CommonOptions } from '../session.ts'

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

/** `earshot playlist …` */
export function addPlaylistCommands(program: Command, run: Run, common: () => CommonOptions): Command {
  const playlist = program.command('playlist').description('playlists: make, keep, bring in and give out')
  playlist
    .command('list')
    .description('all playlists')
    .action(() => run(common(), listPlaylists))
  playlist
    .command('show <playlist>')
    .description('the tracks of a playlist, by its name or number')
    .action((named: string) => run(common(), session => showPlaylist(session, named)))
  playlist
    .command('create <name> [file...]')
    .description('a playlist of files, of what a search finds, or of rules')
    .option('--search <text>', 'what a search for it finds, to the line where the good results end')
    .option('--limit <n>', 'with --search: so many instead', tracks)
    .option('--rules <file>', 'a smart playlist with the rules of a JSON file')
    .action((name: string, files: string[], options: { search?: string; limit?: number; rules?: string }) =>
      run(common(), session => createPlaylist(session, name, files, options))
    )
  playlist
    .command('rename <playlist> <name>')
    .description('another name')
    .action((named: string, name: string) => run(common(), session => renamePlaylist(session, named, name)))
  playlist
    .command('remove <playlist>')
    .description('remove a playlist; no file is touched')
    .action((named: string) => run(common(), session => removePlaylist(session, named)))
  playlist
    .command('import <file...>')
    .description('M3U, M3U8, PLS, XSPF, CSV, JSON, or the library file of iTunes and Music')
    .action((files: string[]) => run(common(), session => importPlaylists(session, files)))
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
      return run(common(), session =>
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
  return playlist
}

function toOptions(flags: ExportFlags): Parameters<typeof exportPlaylists>[2]['options'] {
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

function tracks(text: string): number {
  const value = Number(text)
  if (Number.isInteger(value) && value >= 1 && value <= 100_000) return value
  throw new InvalidArgumentError('It must be a whole number from 1 to 100000.')
}
