import type { DoubleGroup } from '#contract/doubles.ts'
import { copyText, keepReasonText } from '../../words/index.ts'
import { exitCodes, type ExitCode } from '../exit-codes.ts'
import { printJson, type Session } from '../session.ts'
import { plain } from '../terminal/text.ts'
import { noteOverview } from './overview.ts'

/** `earshot doubles [--sure] [--limit N]`: what was found, and what is proposed. */
export async function listDoubles(
  session: Session,
  { sure, limit }: { sure?: boolean; limit?: number }
): Promise<ExitCode> {
  const { engine, terminal } = session
  const groups = await engine.call('doubles.groups', { limit, ...(sure ? { sure } : {}) })
  const overview = await engine.call('doubles.overview', {})
  if (session.json) return printJson(terminal, { groups, overview })
  for (const group of groups) printGroup(terminal.print, group)
  if (groups.length === 0) {
    terminal.note(
      overview.looked === 0 ? 'Nothing was looked at yet: run "earshot doubles find".' : 'None found.'
    )
  }
  noteOverview(terminal, overview)
  return exitCodes.ok
}

export function printGroup(
  print: (line: string) => void,
  { copies, keep, reasons, sure }: DoubleGroup
): void {
  const [best] = copies
  print(plain([best!.artist, best!.title].filter(Boolean).join(' — ')))
  for (const copy of copies) {
    print(plain(`  ${copy.id === keep ? 'keep' : '    '}  ${copy.path}`))
    print(`        ${plain(copyText(copy))}`)
  }
  const why = reasons.map(keepReasonText).join('; ')
  print(plain(`  ${sure ? 'sure' : 'your choice'}: ${why}`))
}
