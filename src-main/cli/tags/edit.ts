import type { Edit, Step } from '#contract/edits.ts'
import { exitCodes, type ExitCode } from '../exit-codes.ts'
import { printJson, type Session } from '../session.ts'
import { codeOf, followJob } from '../terminal/job-summary.ts'
import { editedTracks, type TracksChoice } from './edit-tracks.ts'
import { showPlan } from './show-plan.ts'
import { writeTags } from './write.ts'

export interface EditOptions extends TracksChoice {
  yes?: boolean
  keepTimes?: boolean
  limit?: number
}

const usualLimit = 50

/** Plans steps over tracks and shows what would change; with `--yes` that is written. */
export async function editTags(
  session: Session,
  name: string,
  steps: Step[],
  paths: readonly string[],
  options: EditOptions
): Promise<ExitCode> {
  const ids = await editedTracks(session, paths, options)
  return planEdits(session, name, [{ ids, steps }], options)
}

/** The same of several edits. */
export async function planEdits(
  session: Session,
  name: string,
  edits: Edit[],
  options: EditOptions
): Promise<ExitCode> {
  const { engine, terminal, json } = session
  const { plan, job } = await engine.call('plans.byHand', { name, edits })
  const ended = await followJob(session, job)
  if (ended.state !== 'done') return codeOf(ended)
  const made = await engine.call('plans.get', { id: plan.id })
  if (made.changes === 0) {
    await engine.call('plans.discard', { id: plan.id })
    if (json) printJson(terminal, { plan: null, files: [] })
    else terminal.note('Nothing would change.')
    return ended.failed > 0 ? exitCodes.failed : codeOf(ended)
  }
  const refused = ended.failed + made.failed > 0
  if (options.yes) {
    if (!json) await showPlan(session, made, options.limit ?? usualLimit)
    const code = await writeTags(session, plan.id, { yes: true, keepTimes: options.keepTimes ?? false })
    return refused ? exitCodes.failed : code
  }
  await showPlan(session, made, options.limit ?? usualLimit)
  return refused ? exitCodes.failed : codeOf(ended)
}
