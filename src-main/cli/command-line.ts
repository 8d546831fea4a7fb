import { CommanderError, type Command } from 'commander'
import { toFailure } from '#contract/errors.ts'
import type { EngineOptions } from '../engine/engine.ts'
import { exitCodes, type ExitCode } from './exit-codes.ts'
import { buildProgram } from './program.ts'
import { withEngine, withoutEngine } from './session.ts'
import type { Interruption } from './terminal/interruption.ts'
import type { Terminal } from './terminal/terminal.ts'

/**
 * The command line: parse, run one command on an engine of its own, turn what happened into an exit code. `begun`: what that
 * engine finds begun.
 */
export async function runCommandLine(
  args: readonly string[],
  terminal: Terminal,
  interruption: Interruption,
  begun: Pick<EngineOptions, 'searchThread'> = {}
): Promise<ExitCode> {
  let code: ExitCode = exitCodes.ok
  const program = buildProgram(
    async (options, command, shell) => {
      code = await withEngine(options, terminal, interruption, command, { ...shell, ...begun })
    },
    async (options, command) => {
      code = await withoutEngine(options, terminal, interruption, command)
    }
  )
  for (const command of withSubcommands(program))
    command.exitOverride().configureOutput({
      writeOut: text => terminal.print(text.trimEnd()),
      writeErr: text => terminal.note(text.trimEnd())
    })
  try {
    await program.parseAsync(args, { from: 'user' })
    return code
  } catch (thrown) {
    // Help and version end this way too, with 0; commander has already written what there is to say.
    if (thrown instanceof CommanderError) return thrown.exitCode === 0 ? exitCodes.ok : exitCodes.usage
    terminal.note(`earshot: ${toFailure(thrown).message}`)
    return exitCodes.failed
  }
}

const withSubcommands = (command: Command): Command[] => [
  command,
  ...command.commands.flatMap(withSubcommands)
]
