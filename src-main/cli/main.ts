import { runCommandLine } from './command-line.ts'
import { listenForInterruption } from './terminal/interruption.ts'
import { openTerminal } from './terminal/terminal.ts'

/** The command line as a process: its arguments, its terminal, its signals, its exit code. */
const terminal = openTerminal()
process.exitCode = await runCommandLine(process.argv.slice(2), terminal, listenForInterruption(terminal.note))
