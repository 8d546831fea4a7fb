import { resolve } from 'node:path'
import { exitCodes, type ExitCode } from '../exit-codes.ts'
import { printJson, type Session } from '../session.ts'
import { countOf, plain } from '../terminal/text.ts'
import { writeText } from '../text-files.ts'

/** `earshot export FILE`: what its owner made of the library, as one JSON document. */
export async function exportDocument(session: Session, file: string): Promise<ExitCode> {
  const { engine, terminal, json, signal } = session
  const document = await engine.call('keeping.export', {}, signal)
  const path = resolve(file)
  await writeText(path, `${JSON.stringify(document, null, 1)}\n`)
  const { tracks, playlists, plays, taught, journal, searches = [], terms = [], settings = {} } = document
  const counts = {
    file: path,
    tracks: tracks.length,
    playlists: playlists.length,
    plays: plays.length,
    taught: taught.length,
    batches: journal.length,
    searches: searches.length,
    terms: terms.length,
    settings: Object.keys(settings).length
  }
  if (json) return printJson(terminal, counts)
  terminal.print(plain(path))
  terminal.note(
    [
      countOf(counts.playlists, 'playlist'),
      `${countOf(counts.plays, 'track')} played or rated`,
      countOf(counts.taught, 'taught tag'),
      `${countOf(counts.batches, 'batch', 'batches')} of written tags`,
      countOf(counts.searches, 'saved search', 'saved searches'),
      `${countOf(counts.terms, 'change')} to the vocabulary`,
      countOf(counts.settings, 'setting'),
      `${countOf(counts.tracks, 'track')} named`
    ].join(', ') + '.'
  )
  return exitCodes.ok
}
