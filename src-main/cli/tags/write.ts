import { confirm } from '../terminal/confirm.ts'
import { exitCodes, type ExitCode } from '../exit-codes.ts'
import { codeOf, followJob, summarise } from '../terminal/job-summary.ts'
import { planFiles, toWrite } from './plan-text.ts'
import { printJson, type Session } from '../session.ts'
import { countOf, plain } from '../terminal/text.ts'

/** `earshot tag write PLAN [--keep-times] [--yes]`: writes what is accepted. The only command that does. */
export async function writeTags(
  session: Session,
  id: number,
  options: { keepTimes?: boolean; yes?: boolean }
): Promise<ExitCode> {
  const { engine, terminal } = session
  let files = 0
  let changes = 0
  for await (const file of planFiles(engine, id)) {
    const wanted = toWrite(file).length
    if (wanted > 0) files++
    changes += wanted
  }
  if (changes === 0) {
    terminal.note(`Nothing in plan ${id} is accepted: see "earshot tag review ${id}".`)
    return exitCodes.failed
  }
  const question = `${countOf(changes, 'change')} will be written into ${countOf(files, 'file')}.`
  if (!options.yes && !(await confirm(session, question))) {
    terminal.note('Nothing was written.')
    return exitCodes.failed
  }
  const { keepTimes = false } = options
  const job = await followJob(session, await engine.call('plans.write', { id, keepTimes }))
  const failures: { path: string; message: string }[] = []
  for await (const { path, changes: all } of planFiles(engine, id)) {
    const failure = all.find(({ state }) => state === 'failed')?.failure
    if (failure) failures.push({ path, message: failure.message })
  }
  if (session.json) {
    printJson(terminal, { write: summarise(job), plan: await engine.call('plans.get', { id }), failures })
  } else {
    for (const { path, message } of failures) terminal.print(plain(`${path}: ${message}`))
    if (job.done > 0) terminal.note('To take it back: "earshot tag history", then "earshot tag undo BATCH".')
  }
  return job.failed > 0 ? exitCodes.failed : codeOf(job)
}
