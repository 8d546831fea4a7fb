import type { Command } from 'commander'
import type { Run } from '../run.ts'
import { whole } from '../terminal/numbers.ts'
import { serve } from './serve.ts'

/** `earshot serve` */
export function addServeCommand(program: Command, run: Run): void {
  program
    .command('serve [folder...]')
    .description('the window in a browser on this machine, until Ctrl-C')
    .option('--port <n>', 'the port (default: any free one)', whole(0, 65_535))
    .option('--token <token>', 'the secret in the address (default: a new one each time)')
    .option('--open', 'open the browser')
    .action((folders: string[], options: { port?: number; token?: string; open?: boolean }) =>
      run(session => serve(session, folders, options), {
        analyseAfterScan: true,
        startUp: true,
        repairs: true
      })
    )
}
