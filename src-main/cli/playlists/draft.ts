import type { Caller } from '#contract/bridge.ts'
import type { TrackRow } from '#contract/entities.ts'
import type { Draft } from '#contract/playlists.ts'
import { exitCodes, type ExitCode } from '../exit-codes.ts'
import { printJson, type Session } from '../session.ts'
import { tableLines, type Column } from '../terminal/table.ts'
import { countOf, formatSpan, formatTime, plain } from '../terminal/text.ts'

const columns: Column[] = [
  { title: '#', align: 'right' },
  { title: 'length', align: 'right' },
  { title: 'track', elastic: 4 },
  { title: 'because', elastic: 5 },
  { title: 'file', elastic: 3, cut: 'start' }
]

/** Rows fetched at once, the most that one request takes. */
const rowsAtOnce = 2000

/** What is known of some tracks, for printing. */
export async function tracksOf(
  engine: Caller,
  ids: number[]
): Promise<Map<number, { row: TrackRow; path: string }>> {
  const paths = await engine.call('library.paths', { ids })
  const pathOf = new Map(ids.map((id, i) => [id, paths[i] ?? '']))
  const found = new Map<number, { row: TrackRow; path: string }>()
  for (let i = 0; i < ids.length; i += rowsAtOnce) {
    for (const row of await engine.call('library.rows', { ids: ids.slice(i, i + rowsAtOnce) }))
      found.set(row.id, { row, path: pathOf.get(row.id)! })
  }
  return found
}

export const nameOf = (row: TrackRow | undefined): string =>
  row === undefined ? '' : plain(row.artist === '' ? row.title : `${row.title} — ${row.artist}`)

/** Prints a draft with what was understood, and keeps it where a name was given. */
export async function showDraft(session: Session, draft: Draft, save: string | undefined): Promise<ExitCode> {
  const { engine, terminal, json } = session
  const trackIds = draft.entries.map(entry => entry.trackId)
  const kept =
    save === undefined
      ? null
      : await engine.call('playlists.create', {
          name: save,
          trackIds,
          reasons: draft.entries.map(entry => entry.reason)
        })
  const tracks = await tracksOf(engine, trackIds)
  if (json) {
    const entries = draft.entries.map(({ trackId, reason, fit }) => ({
      path: tracks.get(trackId)?.path ?? null,
      reason,
      fit
    }))
    const { duration, understood, notes } = draft
    return printJson(terminal, { understood, entries, duration, notes, playlist: kept })
  }
  for (const { text, meaning } of draft.understood) terminal.note(`"${plain(text)}": ${plain(meaning)}`)
  const rows = draft.entries.map(({ trackId, reason }, i) => {
    const track = tracks.get(trackId)
    const length = track?.row.duration
    return [
      String(i + 1),
      length == null ? '' : formatTime(length),
      nameOf(track?.row),
      plain(reason),
      plain(track?.path ?? '')
    ]
  })
  if (rows.length > 0) tableLines(columns, rows, terminal.columns).forEach(line => terminal.print(line))
  terminal.note(`${countOf(rows.length, 'track')}, ${formatSpan(draft.duration)}.`)
  draft.notes.forEach(note => terminal.note(plain(note)))
  if (kept) terminal.note(`Kept as "${plain(kept.name)}" (#${kept.id}).`)
  return exitCodes.ok
}
