import type { Draft } from '#contract/playlists.ts'
import { draftNoteText, entryReasonText, meaningText } from '../../words/index.ts'
import { exitCodes, type ExitCode } from '../exit-codes.ts'
import { nameOf, tracksOf } from '../library/tracks.ts'
import { printJson, type Session } from '../session.ts'
import { printTable, type Column } from '../terminal/table.ts'
import { countOf, formatSpan, formatTime, plain } from '../terminal/text.ts'

const columns: Column[] = [
  { title: '#', align: 'right' },
  { title: 'length', align: 'right' },
  { title: 'track', elastic: 4 },
  { title: 'because', elastic: 5 },
  { title: 'file', elastic: 3, cut: 'start' }
]

/** Prints a draft with what was understood, and keeps it where a name was given. */
export async function showDraft(session: Session, draft: Draft, save: string | undefined): Promise<ExitCode> {
  const { engine, terminal, json } = session
  const trackIds = draft.entries.map(entry => entry.trackId)
  const kept =
    save === undefined
      ? null
      : await engine.call('playlists.create', {
          name: await freeName(engine, save),
          trackIds,
          reasons: draft.entries.map(entry => entry.reason)
        })
  const tracks = await tracksOf(engine, trackIds)
  if (json) {
    const entries = draft.entries.map(({ trackId, reason, fit }) => ({
      path: tracks.get(trackId)?.path ?? null,
      reason: entryReasonText(reason),
      because: reason,
      fit
    }))
    const { duration, notes } = draft
    const understood = draft.understood.map(({ meaning, ...part }) => ({
      ...part,
      meaning: meaningText(meaning),
      because: meaning
    }))
    const told = { notes: notes.map(draftNoteText), noteCodes: notes }
    return printJson(terminal, { understood, entries, duration, ...told, playlist: kept })
  }
  for (const { text, meaning } of draft.understood)
    terminal.note(`"${plain(text)}": ${plain(meaningText(meaning))}`)
  const rows = draft.entries.map(({ trackId, reason }, i) => {
    const track = tracks.get(trackId)
    const length = track?.row.duration
    return [
      String(i + 1),
      length == null ? '' : formatTime(length),
      nameOf(track?.row),
      plain(entryReasonText(reason)),
      plain(track?.path ?? '')
    ]
  })
  printTable(terminal, columns, rows)
  terminal.note(`${countOf(rows.length, 'track')}, ${formatSpan(draft.duration)}.`)
  for (const note of draft.notes) terminal.note(plain(draftNoteText(note)))
  if (kept) terminal.note(`Kept as "${plain(kept.name)}" (#${kept.id}).`)
  return exitCodes.ok
}

/** The name, or "Drones 2" beside "Drones": two lists of one name could not be told apart. */
async function freeName(engine: Session['engine'], name: string): Promise<string> {
  const taken = new Set((await engine.call('playlists.list', {})).map(one => one.name))
  let number = 1
  while (taken.has(number === 1 ? name : `${name} ${number}`)) number++
  return number === 1 ? name : `${name} ${number}`
}
