import { isExecutable } from '../files/executable.ts'
import type { Command } from './confine.ts'

/** Kibibytes of address space of one decoder, of which it needs a third for any real file. */
const mostKibibytes = 1_000_000
/** Bytes that ffmpeg may ask for at once, on systems of any kind. */
const largestPiece = 512 * 1024 * 1024

/** Options of ffmpeg that go first. */
export const boundedPieces: readonly string[] = ['-max_alloc', String(largestPiece)]

/**
 * The command that starts a decoder with no more memory than it has use for: a file that makes it ask for more is one
 * failed file, and no machine without memory. Only Linux knows such a bound; elsewhere it is started as it is.
 */
export function bounded(command: Command, platform: NodeJS.Platform = process.platform): Command {
  // What cannot be started is to fail as what it is, and not as a shell that found nothing.
  if (platform !== 'linux' || !isExecutable(command.program)) return command
  // The shell becomes the program: signals, pipes and its end are the program's own.
  const script = `ulimit -v ${mostKibibytes} && exec "$0" "$@"`
  return { program: '/bin/sh', args: ['-c', script, command.program, ...command.args] }
}
