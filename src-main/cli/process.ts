import type { EngineOptions } from '../engine/engine.ts'
import { runCommandLine } from './command-line.ts'
import type { ExitCode } from './exit-codes.ts'
import { listenForInterruption } from './terminal/interruption.ts'
import { openTerminal } from './terminal/terminal.ts'

/** The command line with the terminal and the signals of this process. `begun`: what its engine finds begun. */
export function runProcess(
  args: readonly string[],
  begun: Pick<EngineOptions, 'searchThread'>
): Promise<ExitCode> {
  const terminal = openTerminal()
  return runCommandLine(args, terminal, listenForInterruption(terminal.note), begun)
}
