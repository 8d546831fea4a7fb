import type { SearchLibrary } from '../../search/library.ts'
import type { TermsInUse } from '../suggest/suggest.ts'
import type { WrittenTrack } from '../terms/library-labels.ts'
import { termKey } from '../terms/vocabulary.ts'

/**
 * The tracks worth a closer look, whole albums together, at most about `most`: those whose mean vector is furthest
 * from what is written, against the genre it is nearest to. One pass over the vectors, so that a large library is
 * judged in seconds; the closer look decides.
 */
export function likely(
  { terms, scores, verdicts, written }: TermsInUse,
  { index }: SearchLibrary,
  tracks: readonly WrittenTrack[],
  most: number
): WrittenTrack[] {
  if (tracks.length <= most) return [...tracks]
  const genres = terms.flatMap((term, at) =>
    term.group === 'genre' && verdicts[at]!.chance !== null ? [at] : []
  )
  const columns = index.scan(genres.map(at => scores.terms[at]!.vector)).map(standardised)
  const placeOf = new Map(genres.map((at, place) => [termKey('genre', terms[at]!.name), place]))
  const albums = new Map<string, { tracks: WrittenTrack[]; sum: number }>()
  for (const track of tracks) {
    const row = index.rowOf(track.id)
    const said = [...written.exactly(track.genres)].flatMap(key => placeOf.get(key) ?? [])
    if (row === undefined || said.length === 0) continue
    let nearest = -Infinity
    for (let place = 0; place < columns.length; place++) {
      if (!said.includes(place)) nearest = Math.max(nearest, columns[place]![row]!)
    }
    const album = albums.get(track.group) ?? { tracks: [], sum: 0 }
    album.tracks.push(track)
    album.sum += nearest - Math.max(...said.map(place => columns[place]![row]!))
    albums.set(track.group, album)
  }
  const sorted = [...albums.values()].sort((a, b) => b.sum / b.tracks.length - a.sum / a.tracks.length)
  const chosen: WrittenTrack[] = []
  for (const album of sorted) {
    if (chosen.length >= most) break
    chosen.push(...album.tracks)
  }
  return chosen
}

/** Terms differ in how near they are to everything. In place. */
function standardised(column: Float32Array): Float32Array {
  let mean = 0
  for (const value of column) mean += value / column.length
  let variance = 0
  for (const value of column) variance += (value - mean) ** 2 / column.length
  const deviation = Math.max(Math.sqrt(variance), 1e-6)
  for (let row = 0; row < column.length; row++) column[row] = (column[row]! - mean) / deviation
  return column
}
