/** How a command ended. Part of what docs/command-line.md promises. */
export const exitCodes = {
  ok: 0,
  failed: 1,
  /** The command line itself is wrong. */
  usage: 2,
  /** Stopped by Ctrl-C; what was finished by then is kept. */
  interrupted: 130,
  terminated: 143
} as const

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes]
