import type { KnownModel, ModelEntry } from '#contract/models.ts'
import { knownFaultText, modelFaultText } from '../../words/index.ts'
import { exitCodes, type ExitCode } from '../exit-codes.ts'
import { printJson, type Session } from '../session.ts'
import { printTable, type Column } from '../terminal/table.ts'
import { formatBytes, formatCount, plain } from '../terminal/text.ts'
import { modelsDocument } from './documents.ts'

/** `earshot model list` */
export async function listModels({ engine, terminal, json, signal }: Session): Promise<ExitCode> {
  const list = await engine.call('models.list', {}, signal)
  if (json) return printJson(terminal, modelsDocument(list))
  const heads: Column[] = [
    { title: 'model' },
    { title: 'state' },
    { title: 'heard', align: 'right' },
    { title: 'size', align: 'right' },
    { title: 'licence', elastic: 1 },
    { title: 'title', elastic: 1 }
  ]
  const rows = list.models.map(model => [
    plain(model.id),
    stateOf(model),
    model.family === null ? '' : `${formatCount(model.analysed)} of ${formatCount(model.analysed + model.unanalysed)}`,
    formatBytes(model.bytes),
    plain(model.licence),
    plain(model.title)
  ])
  const offered = list.known.filter(pack => !pack.installed)
  rows.push(
    ...offered.map(pack => [
      plain(pack.id),
      offerOf(pack),
      '',
      pack.bytes > 0 ? formatBytes(pack.bytes) : '',
      plain(pack.licence),
      plain(pack.title)
    ])
  )
  printTable(terminal, heads, rows)
  for (const { fault } of list.models) if (fault) terminal.note(plain(modelFaultText(fault)))
  for (const { id, blocked } of offered) if (blocked) terminal.note(`${id}: ${knownFaultText(blocked)}`)
  return exitCodes.ok
}

function stateOf({ state, inUse, preparing }: ModelEntry): string {
  if (state !== 'ok') return state === 'missing' ? 'missing files' : 'damaged'
  return inUse ? 'in use' : preparing ? 'listening' : 'ready'
}

function offerOf({ blocked, fetched, bytes }: KnownModel): string {
  if (blocked !== null) return 'broken'
  return fetched > 0 ? `${Math.min(99, Math.round((100 * fetched) / bytes))} % here` : 'to download'
}
