import type { Caller } from '#contract/bridge.ts'
import type { WrittenChange } from '#contract/tagging.ts'
import { exitCodes, type ExitCode } from '../exit-codes.ts'
import { changeLine } from './plan-text.ts'
import { printJson, type Session } from '../session.ts'
import { printTable } from '../terminal/table.ts'
import { plain } from '../terminal/text.ts'

/** Changes fetched at once, the most that one request takes. */
const page = 10_000

export async function batchChanges(engine: Caller, id: number): Promise<WrittenChange[]> {
  const all: WrittenChange[] = []
  for (;;) {
    const some = await engine.call('history.changes', { id, offset: all.length, limit: page })
    all.push(...some)
    if (some.length < page) return all
  }
}

/** `earshot tag history [BATCH]`: what was written into files, newest first; of one batch, every field. */
export async function showHistory(session: Session, id: number | undefined): Promise<ExitCode> {
  const { engine, terminal, json } = session
  if (id !== undefined) {
    const changes = await batchChanges(engine, id)
    if (json) return printJson(terminal, { changes })
    for (const [path, some] of Map.groupBy(changes, change => change.path)) {
      terminal.print(plain(path))
      for (const change of some) {
        const undone = change.undone ? '  (put back)' : ''
        terminal.print(`  ${change.id}  ${changeLine({ ...change, state: undefined })}${undone}`)
      }
    }
    return exitCodes.ok
  }
  const batches = await engine.call('history.list', {})
  if (json) return printJson(terminal, { batches })
  if (batches.length === 0) terminal.note('Nothing was written into files yet.')
  const rows = batches.map(({ id: number, at, kind, name, files, changes, undone }) => [
    String(number),
    new Date(at).toISOString().slice(0, 16).replace('T', ' '),
    kind,
    String(files),
    String(changes),
    String(undone),
    plain(name)
  ])
  printTable(terminal, columns, rows)
  return exitCodes.ok
}

const columns = [
  { title: 'batch', align: 'right' as const },
  { title: 'at' },
  { title: 'kind' },
  { title: 'files', align: 'right' as const },
  { title: 'changes', align: 'right' as const },
  { title: 'put back', align: 'right' as const },
  { title: 'name', elastic: 1 }
]
