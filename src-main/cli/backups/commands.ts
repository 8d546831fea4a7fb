import type { Command } from 'commander'
import type { Run, RunBare } from '../run.ts'
import { backup } from './backup.ts'
import { exportDocument } from './export.ts'
import { importDocument } from './import.ts'
import { restore, type RestoreOptions } from './restore.ts'

/** `earshot backup|restore|export|import` */
export function addBackupCommands(program: Command, run: Run, runBare: RunBare): void {
  program
    .command('backup')
    .description('back up the library now: all but the music itself')
    .option('--to <file>', 'and put a copy of it there')
    .action((options: { to?: string }) => run(session => backup(session, options)))
  program
    .command('restore [backup]')
    .description('put a backup back (its number or name in the list, or a file); without one, lists them')
    .option('--yes', 'go on without being asked')
    .action((wanted: string | undefined, options: RestoreOptions) =>
      runBare(session => restore(session, wanted, options))
    )
  program
    .command('export <file>')
    .description(
      'write all that is yours into one JSON file: playlists, plays, ratings, taught tags, words, searches, settings, the journal of written tags'
    )
    .action((file: string) => run(session => exportDocument(session, file)))
  program
    .command('import <file>')
    .description(
      'take such a file in, be it of another library: what is here stays, what comes twice is here once'
    )
    .option('--dry-run', 'only say what would come of it')
    .action((file: string, options: { dryRun?: boolean }) =>
      run(session => importDocument(session, file, options.dryRun ?? false))
    )
}
