import type { ExitCode } from '../exit-codes.ts'
import { printJson, type Session } from '../session.ts'
import { codeOf, followJob, summarise } from '../terminal/job-summary.ts'
import { countOf } from '../terminal/text.ts'
import { noteOverview } from './overview.ts'

/** `earshot doubles find`: looks at what was not looked at yet. */
export async function findDoubles(session: Session): Promise<ExitCode> {
  const { engine, terminal } = session
  const job = await followJob(session, await engine.call('doubles.find', {}))
  const overview = await engine.call('doubles.overview', {})
  if (session.json) printJson(terminal, { find: summarise(job), overview })
  else {
    terminal.print(`${countOf(overview.groups, 'recording')} in more than one file.`)
    noteOverview(terminal, overview)
  }
  return codeOf(job)
}
