import { exitCodes, type ExitCode } from '../exit-codes.ts'
import { printJson, type Session } from '../session.ts'
import { printPairs } from '../terminal/table.ts'
import { formatBytes, plain } from '../terminal/text.ts'

/** `earshot doctor`: decoder, providers, models with their checksums, database. Fails where something is wrong. */
export async function doctor({ engine, terminal, json, signal }: Session): Promise<ExitCode> {
  const found = await engine.call('system.doctor', {}, signal)
  const code = found.problems.length > 0 ? exitCodes.failed : exitCodes.ok
  if (json) {
    printJson(terminal, found)
    return code
  }
  const { database, decoder } = found
  const pairs: [string, string][] = [
    ['Earshot', `${found.version}, Node ${found.node}, ${found.platform}`],
    [
      'decoder',
      `${decoder.kind}: ${plain(decoder.detail)}${decoder.path ? ` (${plain(decoder.path)})` : ''}`
    ],
    ...found.models.map((model): [string, string] => [
      'model',
      `${model.id} ${model.version}, ${formatBytes(model.bytes)}, ${model.licence}: ${model.state}${model.detail ? ` (${plain(model.detail)})` : ''}`
    ]),
    ...found.providers.map(({ provider, chosen, reason, milliseconds }): [string, string] => [
      'provider',
      `${provider}: ${chosen ? 'in use' : 'not used'}${milliseconds === null ? '' : `, ${milliseconds.toFixed(1)} ms for 10 s of music`}${reason ? ` (${plain(reason)})` : ''}`
    ]),
    ['workers', String(found.workers)],
    ['memory', formatBytes(found.memory)],
    [
      'database',
      `${plain(database.path)}, version ${database.version}, ${formatBytes(database.bytes)}, integrity ${plain(database.integrity)}, ${database.backups.length} backups`
    ]
  ]
  printPairs(terminal, pairs)
  terminal.print('')
  if (found.problems.length === 0) terminal.print('Everything is as it should be.')
  for (const { message, advice } of found.problems) terminal.print(`✗ ${plain(message)}\n  ${plain(advice)}`)
  return code
}
