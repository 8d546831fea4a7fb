import { Command } from 'commander'
import { addBackupCommands } from './backups/commands.ts'
import { addDoublesCommands } from './doubles/commands.ts'
import { addLibraryCommands } from './library/commands.ts'
import { addModelCommands } from './models/commands.ts'
import { addPlaylistCommands } from './playlists/commands.ts'
import type { Run, RunBare } from './run.ts'
import { addSearchCommands } from './search/commands.ts'
import { addServeCommand } from './serve/commands.ts'
import type { CommonOptions } from './session.ts'
import { addTagCommands } from './tags/commands.ts'
import packageJson from '../../package.json' with { type: 'json' }

/** The commands and their options; `start` gives a command its engine, `startBare` is for those that want none. */
export function buildProgram(
  start: (options: CommonOptions, ...command: Parameters<Run>) => Promise<void>,
  startBare: (options: CommonOptions, ...command: Parameters<RunBare>) => Promise<void>
): Command {
  const program = new Command('earshot')
    .description('Find your own music by describing it. Everything runs on this machine.')
    .version(packageJson.version)
    .option('--json', 'one JSON document on standard output, everything else on standard error')
    .option('--data <dir>', 'the data folder (default: the one the window uses, or $EARSHOT_DATA)')
    .option('--models <dir>', 'the folder of the models')
    .configureHelp({ showGlobalOptions: true })
    .addHelpText('after', examples)
  const run: Run = (...command) => start(program.opts<CommonOptions>(), ...command)
  const runBare: RunBare = command => startBare(program.opts<CommonOptions>(), command)

  addLibraryCommands(program, run)
  addSearchCommands(program, run)
  addPlaylistCommands(program, run)
  addTagCommands(program, run)
  addDoublesCommands(program, run)
  addModelCommands(program, run)
  addBackupCommands(program, run, runBare)
  addServeCommand(program, run)
  return program
}

const examples = `
Examples:
  earshot scan --analyse ~/Music
  earshot search "dreamy synths -vocals year:1980..1989"
  earshot similar ~/Music/teardrop.flac --text calmer`
