import { confirm } from '../terminal/confirm.ts'
import { exitCodes, type ExitCode } from '../exit-codes.ts'
import { codeOf, followJob, summarise } from '../terminal/job-summary.ts'
import { printJson, type Session } from '../session.ts'
import { batchChanges } from './history.ts'
import { countOf } from '../terminal/text.ts'

/** `earshot tag undo BATCH [--change ID…] [--yes]`: puts fields back as they were, unless they were edited since. */
export async function undoTags(
  session: Session,
  id: number,
  options: { change?: number[]; yes?: boolean }
): Promise<ExitCode> {
  const { engine, terminal } = session
  const { change: chosen } = options
  const changes = (await batchChanges(engine, id)).filter(
    change => !change.undone && (chosen === undefined || chosen.includes(change.id))
  )
  if (changes.length === 0) {
    terminal.note('Nothing of this is still in place.')
    return exitCodes.failed
  }
  const files = new Set(changes.map(({ path }) => path)).size
  const question = `${countOf(changes.length, 'change')} in ${countOf(files, 'file')} will be put back.`
  if (!options.yes && !(await confirm(session, question))) {
    terminal.note('Nothing was changed.')
    return exitCodes.failed
  }
  const job = await followJob(session, await engine.call('history.undo', { id, changeIds: chosen }))
  if (session.json) printJson(terminal, { undo: summarise(job), changes: await batchChanges(engine, id) })
  return job.failed > 0 ? exitCodes.failed : codeOf(job)
}
