import { resolve } from 'node:path'
import { EarshotError } from '#contract/errors.ts'
import {
  isNewerDocument,
  libraryDocument,
  type DocumentReport,
  type LibraryDocument
} from '#contract/library-document.ts'
import { exitCodes, type ExitCode } from '../exit-codes.ts'
import { printJson, type Session } from '../session.ts'
import { countOf, formatCount, plain } from '../terminal/text.ts'
import { readText } from '../text-files.ts'

/** `earshot import FILE [--dry-run]`: takes in what `earshot export` wrote; what is there stays. */
export async function importDocument(session: Session, file: string, dryRun: boolean): Promise<ExitCode> {
  const { engine, terminal, json, signal } = session
  const path = resolve(file)
  const document = parse(await readText(path), path)
  if (dryRun) {
    const report = await engine.call('keeping.look', document, signal)
    if (json) return printJson(terminal, report)
    for (const line of linesOf(report)) terminal.print(line)
    terminal.note('This is what would come of it; nothing was changed.')
    return exitCodes.ok
  }
  const report = await engine.call('keeping.import', document, signal)
  if (json) return printJson(terminal, report)
  for (const line of linesOf(report)) terminal.print(line)
  terminal.note(`As it was before: "earshot restore ${plain(report.backup.name)}"`)
  return exitCodes.ok
}

function parse(text: string, path: string): LibraryDocument {
  let read: unknown
  try {
    read = JSON.parse(text)
  } catch (cause) {
    throw new EarshotError('bad-request', `${plain(path)} is not proper JSON.`, { cause })
  }
  if (isNewerDocument(read))
    throw new EarshotError('bad-request', `${plain(path)} was written by a newer Earshot.`)
  const parsed = libraryDocument.safeParse(read)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  const where = issue && issue.path.length > 0 ? ` (at ${issue.path.map(String).join('.')})` : ''
  throw new EarshotError('bad-request', `${plain(path)} is no document that "earshot export" wrote${where}.`)
}

function linesOf(report: DocumentReport): string[] {
  const { tracks, playlists, played, taught, journal, searches, terms, settings, apart, leftOut, aside } =
    report
  const { byContent, byPath, byNames, notFound } = tracks
  const found = byContent + byPath + byNames
  return [
    `${countOf(found, 'track')} found: ${formatCount(byContent)} by content, ${formatCount(byPath)} by path, ` +
      `${formatCount(byNames)} by names; ${formatCount(notFound)} not here.`,
    `${countOf(playlists.added, 'playlist')} added, ${formatCount(playlists.known)} here already.`,
    `${countOf(played, 'track')} with other plays or another rating.`,
    `${countOf(taught.tags, 'taught tag')} and ${countOf(taught.examples, 'example')} added.`,
    `${countOf(searches, 'saved search', 'saved searches')} added.`,
    `${countOf(terms.added, 'change')} to the vocabulary taken, ${formatCount(terms.known)} here already.`,
    `${countOf(settings.taken.length, 'setting')} taken.`,
    ...settings.kept.map(name => `Stays as it is set here: ${name}`),
    ...(leftOut > 0 ? [`${countOf(leftOut, 'track')} left out, as they were.`] : []),
    ...(aside > 0 ? [`${countOf(aside, 'double')} set aside, as they were.`] : []),
    ...(apart > 0 ? [`${countOf(apart, 'pair')} of doubles known to be two recordings.`] : []),
    `${countOf(journal.batches, 'batch', 'batches')} of written tags added, ${formatCount(journal.known)} here already.`,
    ...playlists.leftOut.map(name => `Left out, for its rules speak of what is not here: ${plain(name)}`)
  ]
}
