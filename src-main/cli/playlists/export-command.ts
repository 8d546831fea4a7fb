import { InvalidArgumentError, Option, type Command } from 'commander'
import { playlistFormats, players } from '#contract/playlists.ts'
import type { Run } from '../run.ts'
import { writingOf, type WritingFlags } from './export-options.ts'
import { exportPlaylists, letGoOfFiles } from './export.ts'

interface ExportFlags extends WritingFlags {
  to?: string
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
    .addOption(new Option('--for <player>', 'as this player reads it').choices(players))
    .addOption(new Option('--format <format>', 'the format, where not m3u8').choices(playlistFormats))
    .option('--relative', 'paths relative to the folder')
    .option('--absolute', 'whole paths instead of paths relative to the folder')
    .option('--map <from=to>', 'whole paths with another beginning: /home/me/Music=/music', mapping)
    .option('--backslashes', 'backslashes in paths, for Windows')
    .option('--percent-encode', 'percent signs for everything unusual in paths')
    .option('--no-titles', 'paths only')
    .option('--bom', 'a byte order mark at the start')
    .option('--crlf', 'line ends of Windows')
    .option('--utf8', 'UTF-8 in M3U, too')
    .option('--no-missing', 'leave out what is not there now')
    .option('--copy', 'copy the music along, into a folder of the name of the playlist')
    .option('--link', 'like --copy, with hard links where the disk can')
    .option('--number', 'what is brought along gets numbers and plain letters, with the playlist among it')
    .option('--replace', 'overwrite playlist files of the same name')
    .option('--keep', 'write it again whenever the playlist changes')
    .option('--let-go', 'no longer write it again; the file stays')
    .action((named: string[], flags: ExportFlags) => {
      const writing = writingOf(flags)
      // On standard output a file has no place yet.
      const place = [flags.to, flags.for, flags.map, flags.relative].some(Boolean)
      if (!place) writing.options.paths = { kind: 'absolute' }
      const needy = (['keep', 'copy', 'link', 'replace'] as const).find(name => flags[name])
      if (flags.letGo && (needy || flags.to !== undefined))
        playlist.error('error: --let-go writes nothing, and goes with no option about writing')
      if (needy && flags.to === undefined) playlist.error(`error: --${needy} needs a folder: --to FOLDER`)
      const brings = writing.options.files !== 'leave'
      if (brings && flags.to === undefined && !flags.letGo)
        playlist.error(`error: --for ${flags.for} copies the music, and needs a folder: --to FOLDER`)
      if (brings && flags.keep)
        playlist.error('error: --keep leaves the music where it is: not with --copy, --link or --for car')
      if (flags.number && !brings) playlist.error('error: --number is for what --copy or --link bring along')
      return run(session =>
        flags.letGo
          ? letGoOfFiles(session, named)
          : exportPlaylists(session, named, {
              ...(flags.to !== undefined && { to: flags.to }),
              ...writing,
              replace: flags.replace ?? false,
              keep: flags.keep ?? false
            })
      )
    })
}

function mapping(text: string): { from: string; to: string } {
  const at = text.indexOf('=')
  if (at < 1) throw new InvalidArgumentError('It has to be two paths with "=" between them.')
  return { from: text.slice(0, at), to: text.slice(at + 1) }
}
