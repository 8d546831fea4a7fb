import { resolve } from 'node:path'
import { exitCodes, type ExitCode } from '../exit-codes.ts'
import { trackNumbers } from '../library/track-numbers.ts'
import { printJson, type Session } from '../session.ts'
import { countOf } from '../terminal/text.ts'

/** `earshot doubles apart FILE… [--undo]` */
export async function partDoubles(
  session: Session,
  files: string[],
  { undo = false }: { undo?: boolean }
): Promise<ExitCode> {
  const { engine, terminal } = session
  const ids = await trackNumbers(
    engine,
    files.map(file => resolve(file))
  )
  await engine.call('doubles.apart', { ids, apart: !undo })
  if (session.json) return printJson(terminal, { tracks: ids, apart: !undo })
  terminal.print(
    `${countOf(ids.length, 'track')} ${undo ? 'may be one recording again' : 'are not one recording'}.`
  )
  return exitCodes.ok
}
