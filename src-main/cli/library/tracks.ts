import type { Caller } from '#contract/bridge.ts'
import type { Passage, TrackRow } from '#contract/entities.ts'
import { plain } from '../terminal/text.ts'

/** Rows fetched at once, the most that one request takes. */
const atOnce = 2000

/** What is known of some tracks, for printing. */
export async function tracksOf(
  engine: Caller,
  ids: number[]
): Promise<Map<number, { row: TrackRow; path: string }>> {
  const paths = await engine.call('library.paths', { ids })
  const pathOf = new Map(ids.map((id, i) => [id, paths[i] ?? '']))
  const found = new Map<number, { row: TrackRow; path: string }>()
  for (let i = 0; i < ids.length; i += atOnce) {
    for (const row of await engine.call('library.rows', { ids: ids.slice(i, i + atOnce) }))
      found.set(row.id, { row, path: pathOf.get(row.id)! })
  }
  return found
}

/** "Teardrop — Massive Attack"; nothing of a track that went away. */
export const nameOf = (track: Pick<TrackRow, 'title' | 'artist'> | undefined): string =>
  track === undefined ? '' : plain(track.artist === '' ? track.title : `${track.title} — ${track.artist}`)

/** "Teardrop — Massive Attack (in Mezzanine)", of a part of a longer file. */
export const nameOfPassage = (
  { title, artist }: Passage,
  track: Pick<TrackRow, 'title' | 'artist'> | undefined
): string =>
  title === '' ? nameOf(track) : `${nameOf({ title, artist })}${track ? ` (in ${plain(track.title)})` : ''}`
