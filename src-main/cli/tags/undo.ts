import { confirm } from '../terminal/confirm.ts'
import { exitCodes, type ExitCode } from '../exit-codes.ts'
import { codeOf, followJob, summarise } from '../terminal/job-summary.ts'
import { printJson, type Session } from '../session.ts'
import { batchChanges } from './history.ts'
import { countOf, plain } from '../terminal/text.ts'
import type { WrittenChange } from '#contract/tagging.ts'
import type { Caller } from '#contract/bridge.ts'
import { putBackWords } from '../../words/index.ts'

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
  const [last] = await engine.call('history.list', {})
  const job = await followJob(session, await engine.call('history.undo', { id, changeIds: chosen }))
  const ways = await waysBehind(engine, last!.id)
  if (session.json) {
    printJson(terminal, { undo: summarise(job), changes: await batchChanges(engine, id), files: ways })
    return job.failed > 0 ? exitCodes.failed : codeOf(job)
  }
  const exact = ways.filter(({ putBack }) => putBack === 'bytes')
  if (exact.length > 0) terminal.note(`${putBackWords.bytes}: ${countOf(exact.length, 'file')}.`)
  for (const { path, putBack } of ways) {
    if (putBack !== null && putBack !== 'bytes') terminal.print(plain(`${path}: ${putBackWords[putBack]}.`))
  }
  return job.failed > 0 ? exitCodes.failed : codeOf(job)
}

/** How each file was put back by an undo behind that batch. */
async function waysBehind(engine: Caller, last: number): Promise<Pick<WrittenChange, 'path' | 'putBack'>[]> {
  const [undoing] = await engine.call('history.list', {})
  if (undoing === undefined || undoing.id <= last) return []
  const changes = await batchChanges(engine, undoing.id)
  return [...new Map(changes.map(({ path, putBack }) => [path, { path, putBack }])).values()]
}
