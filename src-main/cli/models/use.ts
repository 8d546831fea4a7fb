import type { Job } from '#contract/entities.ts'
import { EarshotError } from '#contract/errors.ts'
import type { ModelEntry } from '#contract/models.ts'
import { confirm } from '../terminal/confirm.ts'
import { exitCodes, type ExitCode } from '../exit-codes.ts'
import { codeOf, countPending, followJob, summarise } from '../terminal/job-summary.ts'
import { printJson, type Session } from '../session.ts'
import { printPairs } from '../terminal/table.ts'
import { countOf, formatBytes, formatCount, plain } from '../terminal/text.ts'
import { entryDocument } from './documents.ts'

/** `earshot model use ID`: waits until it has heard the library; stopped, the same command goes on from there. */
export async function useModel(session: Session, id: string): Promise<ExitCode> {
  const { engine, terminal, json } = session
  let answer = await engine.call('models.use', { id })
  let job: Job | null = null
  while (answer.job !== null) {
    if (job === null) terminal.note(`${plain(id)} listens to the library first; until then nothing changes.`)
    job = await followJob(session, answer.job)
    if (job.state !== 'done') break
    answer = await engine.call('models.use', { id })
    // What it could not hear this time it cannot hear the next time either.
    if (answer.job !== null && job.done + job.failed === 0) break
  }
  const { inUse } = answer
  const model = await entryOf(session, id)
  if (json) printJson(terminal, { inUse, analysis: job && summarise(job), model: entryDocument(model) })
  else if (inUse) terminal.note(await inUseText(session, model))
  else if (job?.state === 'cancelled')
    terminal.note(`${plain(id)} has heard ${analysedText(model)}; the same command goes on from there.`)
  return inUse ? exitCodes.ok : codeOf(job) === exitCodes.ok ? exitCodes.failed : codeOf(job)
}

async function inUseText({ engine }: Session, { id }: ModelEntry): Promise<string> {
  const failures = await engine.call('library.failures', {})
  const pending = countPending(await engine.call('library.overview', {}), failures)
  const rest =
    pending > 0 ? ` ${countOf(pending, 'track')} not heard with it yet: run "earshot analyse".` : ''
  return `${plain(id)} is in use.${rest}`
}

/** `earshot model test ID` */
export async function testModel({ engine, terminal, json, signal }: Session, id: string): Promise<ExitCode> {
  const test = await engine.call('models.test', { id }, signal)
  const code = test.failure === null ? exitCodes.ok : exitCodes.failed
  if (json) {
    printJson(terminal, test)
    return code
  }
  if (test.failure !== null) {
    terminal.print(`✗ ${plain(test.failure.message)}`)
    return code
  }
  const { alike, soundsAlike, milliseconds } = test
  const pairs: [string, string][] = [
    ['files', 'as they should be'],
    ['text', `unrelated phrases are told apart (mean cosine ${alike?.toFixed(3) ?? '?'}, below 0.9)`],
    ['sound', `a chord and noise are told apart (cosine ${soundsAlike?.toFixed(3) ?? '?'})`],
    ['time', `${milliseconds?.toFixed(0) ?? '?'} ms for 10 s of music on one thread of the processor`]
  ]
  printPairs(terminal, pairs)
  return code
}

/** `earshot model remove ID [--heard]` */
export async function removeModel(
  session: Session,
  id: string,
  { heard = false, yes = false }: { heard?: boolean; yes?: boolean }
): Promise<ExitCode> {
  const { engine, terminal, json } = session
  const { models } = await engine.call('models.list', {})
  const model = models.find(one => one.id === id)
  const also =
    heard && model && model.analysed > 0
      ? ` What it heard of ${countOf(model.analysed, 'track')} goes too; only listening again brings it back.`
      : ''
  const question = `${plain(id)}${model ? ` (${formatBytes(model.bytes)})` : ''} will be removed.${also}`
  if (!yes && !(await confirm(session, question))) {
    terminal.note('Nothing was removed.')
    return exitCodes.failed
  }
  await engine.call('models.remove', { id, analysed: heard })
  const kept = !heard && model ? model.analysed : 0
  if (json) return printJson(terminal, { removed: id, heardKept: kept })
  const stays = kept > 0 ? ` What it heard of ${countOf(kept, 'track')} stays; --heard removes that too.` : ''
  terminal.note(`${plain(id)} is removed.${stays}`)
  return exitCodes.ok
}

async function entryOf({ engine }: Session, id: string): Promise<ModelEntry> {
  const { models } = await engine.call('models.list', {})
  const model = models.find(one => one.id === id)
  if (model) return model
  throw new EarshotError('not-found', `There is no model ${id}.`)
}

const analysedText = ({ analysed, unanalysed }: ModelEntry): string =>
  `${formatCount(analysed)} of ${countOf(analysed + unanalysed, 'track')}`
