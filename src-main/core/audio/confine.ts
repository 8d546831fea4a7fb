import { execFile } from 'node:child_process'
import { realpathSync } from 'node:fs'
import { constants as system } from 'node:os'
import { delimiter, dirname, isAbsolute, join } from 'node:path'
import type { Confinement } from '#contract/entities.ts'
import { isExecutable } from '../files/executable.ts'

/** What a program may touch, beside what it is made of. */
export interface Reach {
  /** A file it may read; null: only what it is given as standard input. */
  reads: string | null
  /** A file that is there, which it may write. */
  writes?: string
}

/** A program and its arguments as they are started. */
export interface Command {
  program: string
  args: string[]
}

/** Milliseconds a program may take to say its version: its first start on a busy machine or a slow drive takes long. */
export const versionLimit = 30_000

export const notConfined: Confinement = { code: 'not-here' }

/**
 * The command that starts a program with no more rights than it needs, where that can be done: it sees the system's
 * programs and libraries, its own folder and the files in its reach, and no other file, process or network.
 */
export function confined(
  confinement: Confinement,
  { program, args }: Command,
  { reads, writes }: Reach
): Command {
  if (confinement.code !== 'bubblewrap') return { program, args }
  const own = dirname(realpathSync(program))
  return {
    program: confinement.path,
    args: [
      ...['--unshare-all', '--die-with-parent', '--new-session', '--cap-drop', 'ALL', '--clearenv'],
      ...systemFolders.flatMap(folder => ['--ro-bind-try', folder, folder]),
      ...[own, join(own, '../lib')].flatMap(folder => ['--ro-bind-try', folder, folder]),
      ...['--proc', '/proc', '--dev', '/dev', '--chdir', '/'],
      ...(reads === null ? [] : ['--ro-bind', reads, reads]),
      ...(writes === undefined ? [] : ['--bind', writes, writes]),
      ...['--', program, ...args]
    ]
  }
}

/** Programs, libraries, and how libraries are found. Nothing of users lies there. */
const systemFolders = [
  ...['/usr', '/bin', '/lib', '/lib64', '/nix/store', '/gnu/store'],
  ...['/etc/ld.so.cache', '/etc/ld.so.conf', '/etc/ld.so.conf.d', '/etc/alternatives']
]

/** Looks whether a program can be confined here, by trying it with `-version`. */
export async function findConfinement(
  program: string,
  searchPath: string = process.env['PATH'] ?? ''
): Promise<Confinement> {
  if (process.platform !== 'linux') return notConfined
  const path = searchPath
    .split(delimiter)
    .filter(isAbsolute)
    .map(folder => join(folder, 'bwrap'))
    .find(isExecutable)
  if (path === undefined) return { code: 'missing' }
  const found: Confinement = { code: 'bubblewrap', path }
  const command = confined(found, { program, args: ['-version'] }, { reads: null })
  return new Promise(resolve => {
    execFile(
      command.program,
      command.args,
      { timeout: versionLimit, killSignal: 'SIGKILL', maxBuffer: 1 << 20 },
      (error, _out, said) => resolve(error === null ? found : { code: 'fails', said: firstLine(said) })
    )
  })
}

/**
 * The signal that ended a child. Who is confined is the child of a child, whose end by a signal is told as 128 and its
 * number.
 */
export function signalOf(
  confinement: Confinement,
  { signalCode, exitCode }: { signalCode: NodeJS.Signals | null; exitCode: number | null }
): NodeJS.Signals | null {
  if (signalCode !== null || confinement.code !== 'bubblewrap' || exitCode === null) return signalCode
  return deadly.find(signal => system.signals[signal] + 128 === exitCode) ?? null
}

/** Those that end a program by a fault of its own, or from outside. */
const deadly: NodeJS.Signals[] = [
  ...(['SIGILL', 'SIGABRT', 'SIGBUS', 'SIGFPE', 'SIGSEGV', 'SIGSYS', 'SIGTRAP'] as const),
  ...(['SIGKILL', 'SIGTERM', 'SIGINT', 'SIGHUP', 'SIGXCPU', 'SIGXFSZ'] as const)
]

const firstLine = (text: string): string | null => text.trim().split('\n')[0]?.slice(0, 200) || null
