import { exitCodes, type ExitCode } from '../exit-codes.ts'
import { printJson, type Session } from '../session.ts'
import { printTable } from '../terminal/table.ts'
import { formatTime, plain } from '../terminal/text.ts'

/** Asked for at once. */
const batch = 500

async function rowsOf<Row>(ids: ArrayLike<number>, ask: (ids: number[]) => Promise<Row[]>): Promise<Row[]> {
  const all = Array.from(ids)
  const rows: Row[] = []
  for (let at = 0; at < all.length; at += batch) rows.push(...(await ask(all.slice(at, at + batch))))
  return rows
}

/** `earshot albums [WORD…]`: the albums of the library, or those whose title or artist has the words. */
export async function albums({ engine, terminal, json }: Session, words: string[]): Promise<ExitCode> {
  const { ids } = await engine.call('albums.list', { filter: words.join(' ') })
  const rows = await rowsOf(ids, some => engine.call('albums.rows', { ids: some }))
  // Numbers are of the database, and of no use outside.
  if (json) {
    return printJson(terminal, { albums: rows.map(row => ({ ...row, id: undefined, coverId: undefined })) })
  }
  printTable(
    terminal,
    [
      { title: 'artist', elastic: 2 },
      { title: 'album', elastic: 3 },
      { title: 'year', align: 'right' },
      { title: 'discs', align: 'right' },
      { title: 'tracks', align: 'right' },
      { title: 'length', align: 'right' },
      { title: 'format' }
    ],
    rows.map(row => [
      row.various ? 'Various artists' : plain(row.artist),
      plain(row.title),
      row.year === null ? '' : String(row.year),
      String(row.discs),
      String(row.tracks),
      formatTime(row.duration),
      plain(row.format)
    ])
  )
  return exitCodes.ok
}

/** `earshot artists [WORD…]`: the same of artists. */
export async function artists({ engine, terminal, json }: Session, words: string[]): Promise<ExitCode> {
  const { ids } = await engine.call('artists.list', { filter: words.join(' ') })
  const rows = await rowsOf(ids, some => engine.call('artists.rows', { ids: some }))
  if (json) {
    return printJson(terminal, { artists: rows.map(row => ({ ...row, id: undefined, coverId: undefined })) })
  }
  printTable(
    terminal,
    [
      { title: 'artist', elastic: 1 },
      { title: 'albums', align: 'right' },
      { title: 'tracks', align: 'right' }
    ],
    rows.map(row => [plain(row.name), String(row.albums), String(row.tracks)])
  )
  return exitCodes.ok
}
