import { resolve } from 'node:path'
import { exitCodes, type ExitCode } from '../exit-codes.ts'
import { printJson, type Session } from '../session.ts'
import { plain } from '../terminal/text.ts'
import { writeText } from '../text-files.ts'
import { choiceOf } from './choice.ts'
import { planOf, type PlanOptions } from './plan.ts'
import { listPlans, showPlan } from './show-plan.ts'

export interface ReviewOptions extends PlanOptions {
  export?: string
  accept?: string[]
  refuse?: string[]
  discard?: boolean
  list?: boolean
  limit?: number
}

/** Files shown unless told otherwise; the rest is counted. */
const usualLimit = 50

/** `earshot tag review [PLAN]`: makes, shows, edits and exchanges plans. Nothing here writes into a music file. */
export async function reviewTags(
  session: Session,
  id: number | undefined,
  options: ReviewOptions
): Promise<ExitCode> {
  const { engine, terminal } = session
  if (options.list) return listPlans(session)
  const found = await planOf(session, id, options)
  if (found === null && options.audit) {
    // Nothing to correct is no failure.
    return session.json ? printJson(terminal, { plan: null, files: [] }) : exitCodes.ok
  }
  if (found === null) return exitCodes.failed
  let { plan } = found
  if (options.discard) {
    await engine.call('plans.discard', { id: plan.id })
    terminal.note(`Plan ${plan.id} is discarded. Nothing was written.`)
    return exitCodes.ok
  }
  for (const [texts, accepted] of [
    [options.accept, true],
    [options.refuse, false]
  ] as const) {
    for (const text of texts ?? []) {
      plan = await engine.call('plans.accept', { id: plan.id, choice: choiceOf(text), accepted })
    }
  }
  if (options.export !== undefined) {
    const file = resolve(options.export)
    await writeText(file, await engine.call('plans.export', { id: plan.id }))
    terminal.note(`Plan ${plan.id} is in ${plain(file)}; give it back with --import.`)
    return found.code
  }
  await showPlan(session, plan, options.limit ?? usualLimit)
  return found.code
}
