import { resolve } from 'node:path'
import type { Job } from '#contract/entities.ts'
import { EarshotError } from '#contract/errors.ts'
import type { ModelVariant } from '#contract/models.ts'
import { confirm } from '../terminal/confirm.ts'
import { exitCodes, type ExitCode } from '../exit-codes.ts'
import { codeOf, followJob, summarise } from '../terminal/job-summary.ts'
import { printJson, type Session } from '../session.ts'
import { formatBytes, plain } from '../terminal/text.ts'
import { entryDocument } from './documents.ts'

export interface AddOptions {
  id?: string
  title?: string
  variant?: ModelVariant
  yes?: boolean
}

export interface DownloadOptions {
  from?: string
  yes?: boolean
}

/** `earshot model add PATH…`: shows what it is and its licence, asks, copies and tests. */
export async function addModel(session: Session, paths: string[], options: AddOptions): Promise<ExitCode> {
  const { engine, signal } = session
  const { yes = false, ...looking } = options
  const files = { paths: paths.map(path => resolve(path)), ...looking }
  const { id, title, licence, bytes, variant } = await engine.call('models.inspect', files, signal)
  const about = `${plain(title)} (${plain(id)}, ${variant}), ${formatBytes(bytes)}.`
  if (!(await accepted(session, about, licence, yes))) return exitCodes.failed
  return follow(session, id, await engine.call('models.add', { ...files, licence }))
}

/** `earshot model download ID`: the same with what comes over the line. */
export async function downloadModel(
  session: Session,
  id: string,
  { from, yes = false }: DownloadOptions
): Promise<ExitCode> {
  const { engine, signal } = session
  const pack = (await engine.call('models.list', {}, signal)).known.find(one => one.id === id)
  // What is refused anyway is refused before anybody is asked for anything.
  if (!pack || pack.blocked !== null || pack.installed) {
    await engine.call('models.download', { id, licence: pack?.licence ?? '' })
    throw new EarshotError('internal', `${id} should have been refused.`)
  }
  const { title, licence, bytes, fetched, page } = pack
  const rest = fetched > 0 ? `, ${formatBytes(fetched)} of it are here already` : ''
  const about = `${title}, about ${formatBytes(bytes)}${rest}. Its page: ${page}`
  if (!(await accepted(session, about, licence, yes))) return exitCodes.failed
  return follow(session, id, await engine.call('models.download', { id, licence, ...(from ? { from } : {}) }))
}

async function accepted(session: Session, about: string, licence: string, yes: boolean): Promise<boolean> {
  const { terminal } = session
  terminal.note(about)
  terminal.note(`Licence: ${plain(licence)}.`)
  if (yes || (await confirm(session, 'Taking it in means accepting its licence.'))) return true
  terminal.note('Nothing was taken in.')
  return false
}

async function follow(session: Session, id: string, started: Job): Promise<ExitCode> {
  const { engine, terminal, json } = session
  const job = await followJob(session, started)
  const { models } = await engine.call('models.list', {})
  const model = models.find(one => one.id === id) ?? null
  if (json) printJson(terminal, { job: summarise(job), model: model && entryDocument(model) })
  else if (job.state === 'done') terminal.note(`To search with it: "earshot model use ${plain(id)}".`)
  else if (job.state === 'cancelled' && job.kind === 'model-download')
    terminal.note('What came is kept; the same command goes on from there.')
  return codeOf(job)
}
