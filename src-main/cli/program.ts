import { Command } from 'commander'
import type { EngineOptions } from '../engine/engine.ts'
import { analyse } from './library/analyse.ts'
import { doctor } from './library/doctor.ts'
import type { ExitCode } from './exit-codes.ts'
import { addModelCommands } from './models/commands.ts'
import { addPlaylistCommands } from './playlists/commands.ts'
import { addPlaylistMakingCommands } from './playlists/making-commands.ts'
import { scan } from './library/scan.ts'
import { search } from './search/search.ts'
import { serve } from './serve/serve.ts'
import type { CommonOptions, Session } from './session.ts'
import { similar } from './search/similar.ts'
import { status } from './library/status.ts'
import { addTagCommands } from './tags/commands.ts'
import { atLeastOne, wholeNumber } from './terminal/whole-number.ts'
import packageJson from '../../package.json' with { type: 'json' }

type Work = (session: Session) => Promise<ExitCode>
export type Run = (options: CommonOptions, work: Work, shell?: Partial<EngineOptions>) => Promise<void>

/** The commands and their options; `run` gives a command its engine. */
export function buildProgram(run: Run): Command {
  const program = new Command('earshot')
    .description('Find your own music by describing it. Everything runs on this machine.')
    .version(packageJson.version)
    .option('--json', 'one JSON document on standard output, everything else on standard error')
    .option('--data <dir>', 'the data folder (default: the one the window uses, or $EARSHOT_DATA)')
    .option('--models <dir>', 'the folder of the models')
    .configureHelp({ showGlobalOptions: true })
    .addHelpText('after', examples)
  const common = (): CommonOptions => program.opts<CommonOptions>()

  program
    .command('scan [folder...]')
    .description('add folders and read what is new in them (without any: in all known folders)')
    .option('--analyse', 'go on to listen to the new tracks')
    .action((folders: string[], options: { analyse?: boolean }) =>
      run(common(), session => scan(session, folders, options))
    )
  program
    .command('analyse')
    .description('listen to every track that was not listened to yet; goes on where it was stopped')
    .option('--retry', 'try again what failed before')
    .action((options: { retry?: boolean }) => run(common(), session => analyse(session, options)))
  program
    .command('search <text...>')
    .description('find tracks by describing them: "sad solo piano", "cheerful tune -vocals year:1980..1989"')
    .option('--limit <n>', 'at most so many results (default: 20)', atLeastOne)
    .option('--all', 'rank every analysed track, past the line where the good results end')
    // "-vocals" is a part of the query, not an option.
    .allowUnknownOption()
    .action((words: string[], options: { limit?: number; all?: boolean }) => {
      const strange = words.find(word => /^--[a-z]/.test(word))
      if (strange) program.error(`error: unknown option '${strange}'`)
      return run(common(), session => search(session, words, options))
    })
  program
    .command('similar <file...>')
    .description('find tracks that sound like these')
    .option('--text <words>', 'bend the answer: "calmer -drums"')
    .option('--limit <n>', 'at most so many results (default: 20)', atLeastOne)
    .action((files: string[], options: { text?: string; limit?: number }) =>
      run(common(), session => similar(session, files, options))
    )
  addPlaylistMakingCommands(addPlaylistCommands(program, run, common), run, common)
  program
    .command('status')
    .description('what the library holds')
    .option('--failures', 'list the files that could not be read or heard, and why')
    .action((options: { failures?: boolean }) => run(common(), session => status(session, options)))
  program
    .command('doctor')
    .description('check decoder, providers, models and database; fails where something is wrong')
    .action(() => run(common(), doctor))
  program
    .command('serve [folder...]')
    .description('the window in a browser on this machine, until Ctrl-C')
    .option('--port <n>', 'the port (default: any free one)', port)
    .option('--token <token>', 'the secret in the address (default: a new one each time)')
    .option('--open', 'open the browser')
    .action((folders: string[], options: { port?: number; token?: string; open?: boolean }) =>
      run(common(), session => serve(session, folders, options), { analyseAfterScan: true, startUp: true })
    )
  addTagCommands(program, run, common)
  addModelCommands(program, run, common)
  return program
}

const examples = `
Examples:
  earshot scan --analyse ~/Music
  earshot search "dreamy synths -vocals year:1980..1989"
  earshot similar ~/Music/teardrop.flac --text calmer`

const port = (text: string): number => wholeNumber(text, 0, 65_535)
