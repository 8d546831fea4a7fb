import type { Plan, PlanFile } from '#contract/tagging.ts'
import { exitCodes, type ExitCode } from '../exit-codes.ts'
import { printJson, type Session } from '../session.ts'
import { countOf, plain } from '../terminal/text.ts'
import { changeLine, planFiles } from './plan-text.ts'

/** All plans, a line each. */
export async function listPlans({ engine, terminal, json }: Session): Promise<ExitCode> {
  const plans = await engine.call('plans.list', {})
  if (json) return printJson(terminal, { plans })
  for (const plan of plans) terminal.print(headLine(plan))
  if (plans.length === 0) terminal.note('There are no plans.')
  return exitCodes.ok
}

/** A plan with as many of its files as `limit` says; a document has them all. */
export async function showPlan(session: Session, plan: Plan, limit: number): Promise<void> {
  const { engine, terminal, json } = session
  const files: PlanFile[] = []
  for await (const file of planFiles(engine, plan.id)) {
    if (files.push(file) >= limit && !json) break
  }
  if (json) {
    printJson(terminal, { plan, files })
    return
  }
  terminal.print(headLine(plan))
  for (const file of files) {
    terminal.print(plain(`\n${file.path}`).trimStart())
    if (file.charset !== null) terminal.print(`  (texts as ${file.charset})`)
    if (file.large) terminal.print('  (tags of more than 16 MB: an undo may bring back their values only)')
    for (const change of file.changes) terminal.print(`  ${changeLine(change)}`)
  }
  if (plan.files > files.length) {
    terminal.note(
      `${countOf(plan.files - files.length, 'file')} more: add --limit N, or --export FILE for all.`
    )
  }
  if (plan.changes === 0) terminal.note('There is nothing to change in this plan.')
  else if (plan.state !== 'written')
    terminal.note(`Nothing is written yet: "earshot tag write ${plan.id}" does it.`)
}

const headLine = ({ id, name, mode, state, files, changes, accepted, written, failed }: Plan): string =>
  `Plan ${id} (${plain(name)}; ${mode}, ${state}): ${countOf(changes, 'change')} in ${countOf(files, 'file')}, ` +
  `${accepted} accepted, ${written} written${failed > 0 ? `, ${failed} failed` : ''}`
