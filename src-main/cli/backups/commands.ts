import type { Command } from 'commander'
import type { Run, RunBare } from '../run.ts'
import { backup } from './backup.ts'
import { restore, type RestoreOptions } from './restore.ts'

/** `earshot backup|restore` */
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
}
