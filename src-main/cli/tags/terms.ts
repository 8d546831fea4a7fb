import type { TermGroup } from '#contract/field-uses.ts'
import { exitCodes, type ExitCode } from '../exit-codes.ts'
import { printJson, type Session } from '../session.ts'
import { printTable, type Column } from '../terminal/table.ts'
import { countOf, plain } from '../terminal/text.ts'
import { readText } from '../text-files.ts'

const columns: Column[] = [
  { title: 'group' },
  { title: 'term', elastic: 2 },
  { title: 'in' },
  { title: 'AUC', align: 'right' },
  { title: 'precision', align: 'right' },
  { title: 'examples', align: 'right' },
  { title: 'measured' },
  { title: 'asked as', elastic: 3 }
]

/** `earshot tag terms [--import FILE] [--group G]`: the vocabulary and how far each term can be trusted. */
export async function showTerms(
  session: Session,
  options: { import?: string; group?: TermGroup }
): Promise<ExitCode> {
  const { engine, terminal, signal } = session
  if (options.import !== undefined) {
    const text = await readText(options.import)
    const done = await engine.call('tags.importTerms', { text, group: options.group ?? 'genre' })
    if (session.json) return printJson(terminal, done)
    terminal.print(`${countOf(done.added, 'term')} added, ${done.known} known already.`)
    for (const line of done.refused) terminal.note(`Not a term: ${plain(line)}`)
    return exitCodes.ok
  }
  const all = await engine.call('tags.terms', {}, signal)
  const terms = all.filter(term => options.group === undefined || term.group === options.group)
  if (session.json) return printJson(terminal, { terms })
  const rows = terms.map(({ group, name, parent, phrases, enabled, reliability }) => [
    group,
    plain(enabled ? name : `${name} (off)`),
    parent ?? '',
    reliability.auc?.toFixed(2) ?? '',
    reliability.precision?.toFixed(2) ?? '',
    reliability.examples > 0 ? String(reliability.examples) : '',
    { library: 'here', model: 'test music', examples: 'examples', marked: 'marked', none: 'never' }[
      reliability.source
    ],
    plain(phrases.join('; '))
  ])
  printTable(terminal, columns, rows)
  return exitCodes.ok
}
