import type { Command } from 'commander'
import type { Run } from '../run.ts'
import { whole } from '../terminal/numbers.ts'
import { serve, type ServeOptions } from './serve.ts'

const several = (one: string, before: string[]): string[] => [...before, one]

/** `earshot serve` */
export function addServeCommand(program: Command, run: Run): void {
  program
    .command('serve [folder...]')
    .description('the window in a browser, on this machine unless told otherwise, until Ctrl-C')
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
    .option('--host <address>', 'listen on this address, for others on the network; 0.0.0.0: on all of them')
    .option(
      '--host-name <name>',
      'a name it goes by, as of a proxy in front of it; may come again',
      several,
      []
    )
    .action((folders: string[], options: ServeOptions) =>
      run(session => serve(session, folders, options), {
        analyseAfterScan: true,
        startUp: true,
        repairs: true
      })
    )
}
