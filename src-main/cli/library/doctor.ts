import { resolve } from 'node:path'
import type { DatabaseState, Doctor } from '#contract/entities.ts'
import { toFailure } from '#contract/errors.ts'
import {
  confinementText,
  databaseFaultText,
  modelFaultText,
  problemText,
  providerFaultText
} from '../../words/index.ts'
import { exitCodes, type ExitCode } from '../exit-codes.ts'
import { modelDocument } from '../models/documents.ts'
import { printJson, type Session } from '../session.ts'
import { printPairs } from '../terminal/table.ts'
import { countOf, formatBytes, plain } from '../terminal/text.ts'
import { writeText } from '../text-files.ts'
import { reportText, thisMachine, type Looked } from './report.ts'

/**
 * `earshot doctor [--report FILE]`: decoder, providers, models with their checksums, database. Fails where something is
 * wrong. The report goes along with a word to those who make Earshot.
 */
export async function doctor(session: Session, options: { report?: string }): Promise<ExitCode> {
  const { engine, terminal, json, signal } = session
  const found = await engine.call('system.doctor', {}, signal).catch(async (thrown: unknown) => {
    const { code } = toFailure(thrown)
    if (options.report !== undefined) await writeReport(session, { refused: code }, options.report)
    throw thrown
  })
  const code = found.problems.length > 0 ? exitCodes.failed : exitCodes.ok
  if (options.report !== undefined) {
    const [library, failures] = await Promise.all([
      engine.call('library.overview', {}, signal),
      engine.call('library.failures', {}, signal)
    ])
    await writeReport(session, { found, library, failures }, options.report)
  }
  if (json) {
    printJson(terminal, documentOf(found))
    return code
  }
  const { database, decoder } = found
  const pairs: [string, string][] = [
    ['Earshot', `${found.version}, Node ${found.node}, ${found.platform}`],
    [
      'decoder',
      `${decoder.kind}: ${plain(decoder.detail)}${decoder.path ? ` (${plain(decoder.path)})` : ''}`
    ],
    ...(decoder.kind === 'ffmpeg'
      ? [['rights', plain(confinementText(decoder.confinement))] satisfies [string, string]]
      : []),
    ...found.models.map((model): [string, string] => [
      'model',
      `${model.id} ${model.version}, ${formatBytes(model.bytes)}, ${model.licence}: ${model.state}${model.fault ? ` (${plain(modelFaultText(model.fault))})` : ''}`
    ]),
    ...found.providers.map(({ provider, chosen, reason, milliseconds }): [string, string] => [
      'provider',
      `${provider}: ${chosen ? 'in use' : 'not used'}${milliseconds === null ? '' : `, ${milliseconds.toFixed(1)} ms for 10 s of music`}${reason ? ` (${plain(providerFaultText(reason))})` : ''}`
    ]),
    ['workers', String(found.workers)],
    ['memory', formatBytes(found.memory)],
    [
      'database',
      `${plain(database.path)}, version ${database.version}, ${formatBytes(database.bytes)}, integrity ${plain(integrityOf(database))}, ${countOf(database.backups.length, 'backup')}`
    ]
  ]
  printPairs(terminal, pairs)
  terminal.print('')
  if (found.problems.length === 0) terminal.print('Everything is as it should be.')
  for (const problem of found.problems) {
    const { message, advice } = problemText(problem)
    terminal.print(`✗ ${plain(message)}\n  ${plain(advice)}`)
  }
  return code
}

async function writeReport({ terminal }: Session, looked: Looked, file: string): Promise<void> {
  const path = resolve(file)
  await writeText(path, reportText(thisMachine(), looked))
  terminal.note(
    `The report is in ${plain(path)}. It names no folder, file, track or token; read it before you hand it on.`
  )
}

const integrityOf = ({ integrity }: DatabaseState): string =>
  integrity === 'ok' ? 'ok' : databaseFaultText(integrity)

/** As `--json` tells it: words, and beside them what they were made of. */
function documentOf({ model, models, providers, database, problems, ...found }: Doctor): object {
  const { integrity } = database
  return {
    ...found,
    model: modelDocument(model),
    models: models.map(modelDocument),
    providers: providers.map(({ reason, ...trial }) => ({
      ...trial,
      reason: reason && providerFaultText(reason),
      because: reason
    })),
    database: {
      ...database,
      integrity: integrityOf(database),
      because: integrity === 'ok' ? null : integrity
    },
    problems: problems.map(problem => ({
      code: problem.code,
      ...problemText(problem),
      because: problem
    }))
  }
}
