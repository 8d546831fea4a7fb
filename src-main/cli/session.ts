import { resolve } from 'node:path'
import type { Caller } from '#contract/bridge.ts'
import { defaultDataFolder } from '../engine/data-folder.ts'
import type { Engine, EngineOptions } from '../engine/engine.ts'
import type { RepairableEngine } from '../engine/repairable.ts'
import { decodeWarningText, entryReasonText } from '../words/index.ts'
import { exitCodes, type ExitCode } from './exit-codes.ts'
import { modelsFolder } from './folders.ts'
import type { Interruption } from './terminal/interruption.ts'
import type { Terminal } from './terminal/terminal.ts'
import { plain } from './terminal/text.ts'

/** Options every command has. */
export interface CommonOptions {
  data?: string
  models?: string
  json?: boolean
}

/** What a command works with: an engine of its own, closed when the command has ended. */
export interface Session {
  engine: Caller
  dataFolder: string
  terminal: Terminal
  json: boolean
  /** Aborted by the first Ctrl-C. */
  signal: AbortSignal
}

/** What a command works with that needs no library, or none that is open. */
export type BareSession = Pick<Session, 'dataFolder' | 'terminal' | 'json' | 'signal'>

const dataFolderOf = (options: CommonOptions): string => resolve(options.data ?? defaultDataFolder())

/** Runs a command without an engine. */
export async function withoutEngine(
  options: CommonOptions,
  terminal: Terminal,
  interruption: Interruption,
  command: (session: BareSession) => Promise<ExitCode>
): Promise<ExitCode> {
  const { signal } = interruption
  try {
    const session = { dataFolder: dataFolderOf(options), terminal, json: options.json ?? false, signal }
    return interruption.code ?? (await command(session))
  } catch (thrown) {
    if (interruption.code === null) throw thrown
    return interruption.code
  }
}

/**
 * Runs a command on an engine. Unless `shell` says otherwise the engine does nothing unasked: it neither looks at the
 * folders again when it opens nor goes on from scanning to listening.
 */
export async function withEngine(
  options: CommonOptions,
  terminal: Terminal,
  interruption: Interruption,
  command: (session: Session) => Promise<ExitCode>,
  shell: ShellOptions = {}
): Promise<ExitCode> {
  // Not before it is needed: help and usage errors need no database.
  const { createEngine } = await import('../engine/engine.ts')
  const dataFolder = dataFolderOf(options)
  const { repairs = false, ...unasked } = shell
  const open = (): Promise<Engine> =>
    createEngine({
      dataFolder,
      modelsFolder: resolve(options.models ?? modelsFolder),
      analyseAfterScan: false,
      dailyBackups: true,
      reasonWords: entryReasonText,
      onWarning: (path, warning) => terminal.note(`${plain(path)}: ${plain(decodeWarningText(warning))}`),
      onLog: terminal.note,
      ...unasked
    })
  const engine = repairs ? await repairable(open, dataFolder) : await open()
  try {
    const { signal } = interruption
    const code = await command({ engine, dataFolder, terminal, json: options.json ?? false, signal })
    return interruption.code ?? code
  } catch (thrown) {
    // What a command throws because it was stopped is no failure.
    if (interruption.code === null) throw thrown
    return interruption.code
  } finally {
    await engine.close()
  }
}

async function repairable(open: () => Promise<Engine>, dataFolder: string): Promise<RepairableEngine> {
  const { RepairableEngine } = await import('../engine/repairable.ts')
  const engine = new RepairableEngine(open, dataFolder)
  await engine.ready()
  return engine
}

/** What a shell wants of its engine beside what every command gets. */
export interface ShellOptions extends Partial<EngineOptions> {
  /** Go on with a damaged database: its backups can be asked for, and restored. */
  repairs?: boolean
}

/** The answer of a command as one JSON document. Lone surrogates in paths are escaped, as JSON allows. */
export function printJson(terminal: Terminal, value: unknown): ExitCode {
  terminal.print(JSON.stringify(value, null, 2))
  return exitCodes.ok
}
