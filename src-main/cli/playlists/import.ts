import { resolve } from 'node:path'
import type { ImportReport } from '#contract/playlists.ts'
import { importNoteText } from '../../words/index.ts'
import { exitCodes, type ExitCode } from '../exit-codes.ts'
import { printJson, type Session } from '../session.ts'
import { countOf, plain } from '../terminal/text.ts'

/** `earshot playlist import FILE…` */
export async function importPlaylists(session: Session, files: string[]): Promise<ExitCode> {
  const reports: ImportReport[] = []
  for (const file of files) {
    reports.push(...(await session.engine.call('playlists.import', { path: resolve(file) }, session.signal)))
  }
  return reportImports(session, reports)
}

/** Says how much of each list was found, and prints what was not. */
export function reportImports({ terminal, json }: Session, reports: ImportReport[]): ExitCode {
  if (json) {
    const imported = reports.map(({ notes, ...report }) => ({
      ...report,
      notes: notes.map(importNoteText),
      noteCodes: notes
    }))
    return printJson(terminal, { imported })
  }
  for (const { playlistId, name, entries, matched, notFound, notFoundTotal, notes } of reports) {
    const found = entries - notFoundTotal
    terminal.note(
      `"${plain(name)}" (#${playlistId}): ${found} of ${countOf(entries, 'entry', 'entries')} found` +
        ` (${matched.byPath} by path, ${matched.byTail} by its end, ${matched.byTags} by tags).`
    )
    for (const note of notes) terminal.note(`  ${plain(importNoteText(note))}`)
    for (const { line, path, title, guesses } of notFound) {
      const guess = guesses[0] ? `; perhaps ${plain(guesses[0].path)}` : ''
      terminal.print(`${line}\t${plain(path || title)}${guess}`)
    }
    if (notFound.length < notFoundTotal) terminal.note(`  and ${notFoundTotal - notFound.length} more.`)
  }
  return exitCodes.ok
}
