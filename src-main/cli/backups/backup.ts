import { copyFile, readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { EarshotError } from '#contract/errors.ts'
import { fileError, makeWhole, pathForFs } from '../../engine/files.ts'
import { exitCodes, type ExitCode } from '../exit-codes.ts'
import { printJson, type Session } from '../session.ts'
import { formatBytes, plain } from '../terminal/text.ts'

/** `earshot backup [--to FILE]`: makes a backup among the others, and puts a copy of it elsewhere where that is wanted. */
export async function backup(session: Session, options: { to?: string }): Promise<ExitCode> {
  const { engine, terminal, json, signal } = session
  const made = await engine.call('backups.make', {}, signal)
  const copy = options.to === undefined ? null : resolve(options.to)
  if (copy !== null) await copyTo(made.path, copy)
  if (json) return printJson(terminal, { backup: made, copy })
  terminal.print(`${plain(made.path)} (${formatBytes(made.bytes)})`)
  if (copy !== null) terminal.print(plain(copy))
  return exitCodes.ok
}

/** Whole or not at all, and compared. */
async function copyTo(from: string, to: string): Promise<void> {
  try {
    await makeWhole(
      to,
      async temporary => {
        await copyFile(from, pathForFs(temporary))
        const [original, copied] = await Promise.all([readFile(from), readFile(pathForFs(temporary))])
        if (!original.equals(copied))
          throw new EarshotError(
            'write-unsafe',
            'The copy of the backup did not read back as it was written.'
          )
      },
      'folder'
    )
  } catch (thrown) {
    throw fileError(thrown, { doing: 'write', what: 'file', name: plain(to) })
  }
}
