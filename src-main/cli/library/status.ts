import { exitCodes, type ExitCode } from '../exit-codes.ts'
import { leftOutText } from '../../words/index.ts'
import { modelDocument } from '../models/documents.ts'
import { waiting } from '../terminal/progress.ts'
import { hintAtPending } from '../terminal/job-summary.ts'
import { printJson, type Session } from '../session.ts'
import { printPairs, printTable } from '../terminal/table.ts'
import { countOf, formatBytes, formatCount, formatSpan, plain } from '../terminal/text.ts'

/**
 * `earshot status [--failures] [--left-out]`: what the library holds, which files could not be read or heard, and what
 * is passed by, and why.
 */
export async function status(
  session: Session,
  options: { failures?: boolean; leftOut?: boolean }
): Promise<ExitCode> {
  const { engine, terminal } = session
  const library = await engine.call('library.overview', {})
  const machine = await engine.call('system.status', {})
  const failures = options.failures ? await engine.call('library.failures', {}) : null
  const leftOut = options.leftOut ? await engine.call('library.leftOut', {}) : null
  if (session.json) {
    return printJson(terminal, {
      version: machine.version,
      dataFolder: machine.dataFolder,
      ...library,
      model: modelDocument(machine.model),
      decoder: machine.decoder,
      waits: machine.waits,
      ...(failures && {
        failed: failures.map(({ path, stage, code, message, at }) => ({ path, stage, code, message, at }))
      }),
      ...(leftOut && { passedBy: leftOut })
    })
  }
  const pairs: [string, string][] = [
    ['tracks', `${formatCount(library.tracks)} (${formatCount(library.available)} available)`],
    ['analysed', formatCount(library.analysed)],
    ['failures', formatCount(library.failures)],
    ['left out', formatCount(library.leftOut)],
    ...(library.leftTracks > 0
      ? [['left by you', formatCount(library.leftTracks)] satisfies [string, string]]
      : []),
    ['length', formatSpan(library.duration)],
    ['size', formatBytes(library.bytes)],
    ['model', `${machine.model.id} ${machine.model.version} (${machine.model.state})`],
    ['decoder', plain(machine.decoder.detail)],
    ...(machine.waits === null ? [] : [['listening', waiting[machine.waits]] satisfies [string, string]]),
    ['data', plain(machine.dataFolder)],
    ...library.folders.map(({ path, state, tracks }): [string, string] => [
      'folder',
      `${plain(path)}: ${state === 'missing' ? 'cannot be reached, ' : ''}${countOf(tracks, 'track')}`
    ])
  ]
  printPairs(terminal, pairs)
  if (failures) {
    const heads = [
      { title: 'failed at' },
      { title: 'why', elastic: 1 },
      { title: 'file', elastic: 1, cut: 'start' as const }
    ]
    const rows = failures.map(({ path, stage, message }) => [stage, plain(message), plain(path)])
    printTable(terminal, heads, rows)
  }
  if (leftOut) {
    const heads = [
      { title: 'left out', align: 'right' as const },
      { title: 'why', elastic: 1 },
      { title: 'first', elastic: 1, cut: 'start' as const }
    ]
    const rows = leftOut.map(({ reason, count, paths }) => [
      formatCount(count),
      leftOutText(reason),
      plain(paths[0] ?? '')
    ])
    printTable(terminal, heads, rows)
  }
  if (!failures && !leftOut) await hintAtPending(engine, terminal.note)
  return exitCodes.ok
}
