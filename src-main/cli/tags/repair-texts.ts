import { charsets, type Charset } from '#contract/charsets.ts'
import { EarshotError } from '#contract/errors.ts'
import { trackNumbers } from '../library/track-numbers.ts'
import { exitCodes, type ExitCode } from '../exit-codes.ts'
import { printJson, type Session } from '../session.ts'
import { codeOf, followJob } from '../terminal/job-summary.ts'
import { countOf, plain } from '../terminal/text.ts'
import { showPlan } from './show-plan.ts'

export interface RepairTextsOptions {
  charset?: string
  readAs?: string
  limit?: number
}

const usualLimit = 50

/**
 * `earshot tag repair-texts [PATH…]`: a plan that writes texts right whose tags do not say how they are encoded. With
 * `--read-as` the library reads them so from now on, and no plan is made.
 */
export async function repairTexts(
  session: Session,
  paths: string[],
  options: RepairTextsOptions
): Promise<ExitCode> {
  const { engine, terminal, json } = session
  if (options.readAs !== undefined) return readAs(session, charsetOf(options.readAs))
  const charset = options.charset === undefined ? 'detect' : charsetOf(options.charset)
  const ids = paths.length === 0 ? undefined : await trackNumbers(engine, paths)
  const { plan, job } = await engine.call('plans.repairTexts', { name: 'Texts of old tags', ids, charset })
  const ended = await followJob(session, job)
  const made = await engine.call('plans.get', { id: plan.id })
  if (made.changes === 0) {
    await engine.call('plans.discard', { id: plan.id })
    if (json) printJson(terminal, { plan: null, files: [] })
    else terminal.note('All texts are as they should be, as far as can be told; --charset says otherwise.')
    return codeOf(ended)
  }
  await showPlan(session, made, options.limit ?? usualLimit)
  return codeOf(ended)
}

async function readAs(session: Session, textCharset: Charset): Promise<ExitCode> {
  const { engine, terminal, json } = session
  const before = await engine.call('settings.get', {})
  const settings = await engine.call('settings.set', { textCharset })
  const { tracks } = await engine.call('plans.oldTexts', {})
  if (before.textCharset !== textCharset && tracks > 0)
    await followJob(session, await engine.call('library.scan', {}))
  if (json) return printJson(terminal, { textCharset: settings.textCharset, tracks })
  terminal.note(`Texts in old tags are read as ${textCharset}: ${countOf(tracks, 'track')}.`)
  return exitCodes.ok
}

/** Throws bad-request. */
function charsetOf(text: string): Charset {
  const charset = charsets.find(known => known === text.toLowerCase())
  if (charset !== undefined) return charset
  throw new EarshotError(
    'bad-request',
    `There is no character set "${plain(text)}" here; there are ${charsets.join(', ')}.`
  )
}
