import { resolve } from 'node:path'
import type { Input } from '#contract/requests.ts'
import type { Plan } from '#contract/tagging.ts'
import { planNameText } from '../../words/index.ts'
import { exitCodes, type ExitCode } from '../exit-codes.ts'
import { trackNumbers } from '../library/track-numbers.ts'
import type { Session } from '../session.ts'
import { codeOf, followJob } from '../terminal/job-summary.ts'
import { readText } from '../text-files.ts'
import { nothingContradicts } from './audit.ts'
import { fieldsOf } from './choice.ts'

/** Which plan is meant, and what is to be in one that is made. */
export interface PlanOptions {
  make?: boolean
  only?: string[]
  audit?: boolean
  fields?: string
  mode?: Plan['mode']
  unsure?: boolean
  import?: string
}

/** The plan that is meant: made, imported, by its number, or the newest. Null, and told why, where there is none. */
export async function planOf(
  session: Session,
  id: number | undefined,
  options: PlanOptions
): Promise<{ plan: Plan; code: ExitCode } | null> {
  const { engine, terminal } = session
  if (options.make || options.audit) {
    const input = options.audit ? await findings(session) : await proposals(session, options)
    if (input === null) return null
    const { plan, job } = await engine.call('plans.make', input)
    const ended = await followJob(session, job)
    // What takes the place of something written waits for a yes of its own.
    if (options.audit) await engine.call('plans.accept', { id: plan.id, choice: {}, accepted: false })
    return { plan: await engine.call('plans.get', { id: plan.id }), code: codeOf(ended) }
  }
  if (options.import !== undefined) {
    const plan = await engine.call('plans.import', { json: await readText(resolve(options.import)) })
    return { plan, code: exitCodes.ok }
  }
  if (id !== undefined) return { plan: await engine.call('plans.get', { id }), code: exitCodes.ok }
  const [newest] = (await engine.call('plans.list', {})).filter(({ state }) => state === 'open')
  if (newest !== undefined) return { plan: newest, code: exitCodes.ok }
  terminal.note('There is no open plan: make one with "earshot tag review --make".')
  return null
}

async function proposals({ engine }: Session, options: PlanOptions): Promise<Input<'plans.make'>> {
  const { mode = 'fill', unsure = false, only } = options
  const ids = only === undefined ? undefined : await trackNumbers(engine, only)
  const fields = fieldsOf(options.fields)
  const tracks = ids?.length ?? (await engine.call('library.overview', {})).analysed
  return { name: planNameText(fields, tracks), fields, mode, unsure, ids }
}

/** Null, and told, where the audit finds nothing. */
async function findings({ engine, terminal, signal }: Session): Promise<Input<'plans.make'> | null> {
  const found = await engine.call('tags.audit', {}, signal)
  if (found.length > 0) {
    return { name: 'Audit', findings: found.map(({ key }) => key), fields: ['genre'], mode: 'replace' }
  }
  terminal.note(nothingContradicts)
  return null
}
