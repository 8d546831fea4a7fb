import type { Command } from 'commander'
import type { Run } from '../run.ts'
import { whole } from '../terminal/numbers.ts'
import { serve, type ServeOptions } from './serve.ts'

/** `earshot serve` */
export function addServeCommand(program: Command, run: Run): void {
  program
    .command('serve [folder...]')
    .description('the window in a browser on this machine, until Ctrl-C')
    .option('--port <n>', 'the port (default: any free one)', whole(0, 65_535))
    .option(
      '--token-file <file>',
      'the file of the secret for scripts and players (default: one in the data folder)'
    )
    .option(
      '--token <token>',
      'the secret itself; others on this machine can see it in the list of processes'
    )
    .option('--open', 'open the browser')
    .action((folders: string[], options: ServeOptions) =>
      run(session => serve(session, folders, options), {
        analyseAfterScan: true,
        startUp: true,
        repairs: true
      })
    )
}
