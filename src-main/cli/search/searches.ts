import { EarshotError } from '#contract/errors.ts'
import { exitCodes, type ExitCode } from '../exit-codes.ts'
import { printJson, type Session } from '../session.ts'
import { printTable, type Column } from '../terminal/table.ts'
import { formatCount, plain } from '../terminal/text.ts'

const columns: Column[] = [
  { title: '#', align: 'right' },
  { title: 'tracks', align: 'right' },
  { title: 'search', elastic: 1 }
]

/** `earshot searches [--save TEXT] [--forget N]`: searches that are kept, each with how many tracks it finds. */
export async function searches(
  session: Session,
  { save, forget }: { save?: string; forget?: number }
): Promise<ExitCode> {
  const { engine, terminal, json, signal } = session
  if (save !== undefined) await engine.call('search.save', { text: save })
  if (forget !== undefined) {
    const kept = await engine.call('search.saved', {})
    if (!kept.some(({ id }) => id === forget))
      throw new EarshotError(
        'not-found',
        `No saved search has the number ${forget}; "earshot searches" lists them.`
      )
    await engine.call('search.forget', { id: forget })
  }
  const found = []
  for (const one of await engine.call('search.saved', {})) {
    const { cut } = await engine.call('search.query', { text: one.text, limit: 1 }, signal)
    found.push({ number: one.id, text: one.text, savedAt: one.savedAt, tracks: cut })
  }
  if (json) return printJson(terminal, { searches: found })
  if (found.length === 0) terminal.note('No search is kept; add one with --save.')
  printTable(
    terminal,
    columns,
    found.map(({ number, text, tracks }) => [String(number), formatCount(tracks), plain(text)])
  )
  return exitCodes.ok
}
