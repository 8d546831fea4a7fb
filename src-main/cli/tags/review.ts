import { readFileSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { EarshotError } from '#contract/errors.ts'
import type { Input } from '#contract/requests.ts'
import { tagFields, type ChangeChoice, type Plan, type PlanFile, type TagField } from '#contract/tagging.ts'
import type { ExitCode } from '../exit-codes.ts'
import { exitCodes } from '../exit-codes.ts'
import { codeOf, followJob } from '../terminal/job-summary.ts'
import { changeLine, planFiles } from './plan-text.ts'
import { printJson, type Session } from '../session.ts'
import { countOf, plain } from '../terminal/text.ts'
import { trackNumbers } from '../library/track-numbers.ts'

export interface ReviewOptions {
  make?: boolean
  only?: string[]
  audit?: boolean
  fields?: string
  mode?: Plan['mode']
  unsure?: boolean
  import?: string
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
export async function tagReview(
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
    writeFileSync(file, await engine.call('plans.export', { id: plan.id }))
    terminal.note(`Plan ${plan.id} is in ${plain(file)}; give it back with --import.`)
    return found.code
  }
  await show(session, plan, options.limit ?? usualLimit)
  return found.code
}

/** The plan that is meant: made, imported, by its number, or the newest. Null, and told why, where there is none. */
async function planOf(
  session: Session,
  id: number | undefined,
  options: ReviewOptions
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
    const plan = await engine.call('plans.import', { json: readPlan(options.import) })
    return { plan, code: exitCodes.ok }
  }
  if (id !== undefined) return { plan: await engine.call('plans.get', { id }), code: exitCodes.ok }
  const [newest] = (await engine.call('plans.list', {})).filter(({ state }) => state === 'open')
  if (newest !== undefined) return { plan: newest, code: exitCodes.ok }
  terminal.note('There is no open plan: make one with "earshot tag review --make".')
  return null
}

async function proposals({ engine }: Session, options: ReviewOptions): Promise<Input<'plans.make'>> {
  const { mode = 'fill', unsure = false, only } = options
  const ids = only === undefined ? {} : { ids: await trackNumbers(engine, only) }
  return { fields: fieldsOf(options.fields), mode, unsure, ...ids }
}

/** Null, and told, where the audit finds nothing. */
async function findings({ engine, terminal, signal }: Session): Promise<Input<'plans.make'> | null> {
  const found = await engine.call('tags.audit', {}, signal)
  if (found.length > 0) {
    return { name: 'Audit', findings: found.map(({ key }) => key), fields: ['genre'], mode: 'replace' }
  }
  terminal.note('No written genre contradicts the sound, as far as genres could be measured here.')
  return null
}

function readPlan(file: string): string {
  try {
    return readFileSync(resolve(file), 'utf8')
  } catch (thrown) {
    throw new EarshotError('not-found', `${plain(file)} cannot be read.`, { cause: thrown })
  }
}

/** What is heard well; the rest is asked for. */
function fieldsOf(text = 'genre,mood,instrument,voice,energy,taught'): TagField[] {
  return text.split(',').map(name => {
    const field = tagFields.find(known => known === name.trim())
    if (field !== undefined) return field
    throw new EarshotError(
      'bad-request',
      `There is no field "${plain(name)}"; there are ${tagFields.join(', ')}.`
    )
  })
}

/** `all`, `field=mood`, `value=Jazz`, `field=genre,value=Jazz`, `file=12`, `change=40`. */
export function choiceOf(text: string): ChangeChoice {
  if (text === 'all') return {}
  const choice: ChangeChoice = {}
  const value = /(?:^|,)value=(.*)$/s.exec(text)
  if (value) choice.value = value[1]!
  const rest = value ? text.slice(0, value.index) : text
  for (const part of rest === '' ? [] : rest.split(',')) {
    const [name, of = ''] = part.split('=')
    const number = Number(of)
    if (name === 'field') choice.field = fieldsOf(of)[0]!
    else if (name === 'file' && Number.isInteger(number)) choice.fileIds = [number]
    else if (name === 'change' && Number.isInteger(number)) choice.changeIds = [number]
    else
      throw new EarshotError(
        'bad-request',
        `"${plain(part)}" names no changes; say all, field=…, value=…, file=… or change=….`
      )
  }
  return choice
}

async function listPlans({ engine, terminal, json }: Session): Promise<ExitCode> {
  const plans = await engine.call('plans.list', {})
  if (json) return printJson(terminal, { plans })
  for (const plan of plans) terminal.print(headLine(plan))
  if (plans.length === 0) terminal.note('There are no plans.')
  return exitCodes.ok
}

const headLine = ({ id, name, mode, state, files, changes, accepted, written, failed }: Plan): string =>
  `Plan ${id} (${plain(name)}; ${mode}, ${state}): ${countOf(changes, 'change')} in ${countOf(files, 'file')}, ` +
  `${accepted} accepted, ${written} written${failed > 0 ? `, ${failed} failed` : ''}`

async function show(session: Session, plan: Plan, limit: number): Promise<void> {
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
