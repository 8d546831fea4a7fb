import type { Command } from 'commander'
import type { Run } from '../run.ts'
import { atLeastOne } from '../terminal/numbers.ts'
import { createPlaylist, removePlaylist, renamePlaylist, type CreateOptions } from './create.ts'
import { addExportCommand } from './export-command.ts'
import { importPlaylists } from './import.ts'
import { addMakingCommands } from './making-commands.ts'
import { listPlaylists, showPlaylist } from './show.ts'

/** `earshot playlist …` */
export function addPlaylistCommands(program: Command, run: Run): void {
  const playlist = program.command('playlist').description('playlists: make, keep, bring in and give out')
  playlist
    .command('list')
    .description('all playlists')
    .action(() => run(listPlaylists))
  playlist
    .command('show <playlist>')
    .description('the tracks of a playlist, by its name or number')
    .action((named: string) => run(session => showPlaylist(session, named)))
  playlist
    .command('create <name> [file...]')
    .description('a playlist of files, of what a search finds, or of rules')
    .option('--search <text>', 'what a search for it finds, to the line where the good results end')
    .option('--limit <n>', 'with --search: so many instead', atLeastOne)
    .option('--rules <file>', 'a smart playlist with the rules of a JSON file')
    .action((name: string, files: string[], options: CreateOptions) =>
      run(session => createPlaylist(session, name, files, options))
    )
  playlist
    .command('rename <playlist> <name>')
    .description('another name')
    .action((named: string, name: string) => run(session => renamePlaylist(session, named, name)))
  playlist
    .command('remove <playlist>')
    .description('remove a playlist; no file is touched')
    .action((named: string) => run(session => removePlaylist(session, named)))
  playlist
    .command('import <file...>')
    .description('M3U, M3U8, PLS, XSPF, CSV, JSON, or the library file of iTunes and Music')
    .action((files: string[]) => run(session => importPlaylists(session, files)))
  addExportCommand(playlist, run)
  addMakingCommands(playlist, run)
}
