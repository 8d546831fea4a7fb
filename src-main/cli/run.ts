import type { ExitCode } from './exit-codes.ts'
import type { BareSession, Session, ShellOptions } from './session.ts'

/** Gives a command its engine, made with the options that every command has; `shell` says what else it is to do. */
export type Run = (command: (session: Session) => Promise<ExitCode>, shell?: ShellOptions) => Promise<void>

/** Gives a command what it needs where that is no engine. */
export type RunBare = (command: (session: BareSession) => Promise<ExitCode>) => Promise<void>
