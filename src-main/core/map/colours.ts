import type { MapClass, MapColour, MapColours } from '#contract/map.ts'
import { fold } from '../database/fold.ts'
import type { MapColourStatements } from '../database/statements/map-colours.ts'

/** More colours than these cannot be told apart. */
const mostColours = 8

/** Something that tracks are coloured by, and who has it. */
interface Group {
  name: string
  ids: number[]
}

/** The class of each of these tracks: those of most tracks have colours of their own, the rest share one. */
export function coloursOf(statements: MapColourStatements, by: MapColour, ids: Uint32Array): MapColours {
  const shown = new Map(Array.from(ids, (id, place) => [id, place]))
  const of = new Uint8Array(ids.length)
  const groups =
    by === 'year'
      ? grouped(decades(statements.years()), shown).sort((a, b) => Number(a.name) - Number(b.name))
      : grouped(statements[by === 'genre' ? 'genres' : 'playlists'](), shown).sort(
          (a, b) => b.ids.length - a.ids.length || (a.name < b.name ? -1 : 1)
        )
  // Of decades the oldest share one, of all else the rarest.
  const own = by === 'year' ? groups.slice(-mostColours) : groups.slice(0, mostColours)
  const others = groups.filter(group => !own.includes(group))
  const other = own.length + 1
  const has = new Uint8Array(ids.length)
  const paint = ({ ids: members }: Group, number: number): void => {
    for (const id of members) {
      const place = shown.get(id)!
      if (has[place]) continue
      of[place] = number
      has[place] = 1
    }
  }
  // 0 is what nothing is known of. Who is in several gets the first of them, the largest.
  own.forEach((group, i) => paint(group, i + 1))
  for (const group of others) paint(group, other)
  const tracks = new Uint32Array(other + 1)
  for (const number of of) tracks[number]!++
  const classes: MapClass[] = [
    { kind: 'none', tracks: tracks[0]! },
    ...own.map(({ name }, i): MapClass =>
      by === 'year'
        ? { kind: 'decade', from: Number(name), tracks: tracks[i + 1]! }
        : { kind: by, name, tracks: tracks[i + 1]! }
    ),
    ...(others.length > 0 ? [{ kind: 'other', tracks: tracks[other]! } as const] : [])
  ]
  return { ids, of, classes }
}

function* decades(years: Iterable<[number, number]>): Iterable<[number, string]> {
  for (const [id, year] of years) yield [id, String(Math.floor(year / 10) * 10)]
}

/** By name, whatever its case and accents; only of tracks that are shown. */
function grouped(pairs: Iterable<[number, string]>, shown: ReadonlyMap<number, number>): Group[] {
  const groups = new Map<string, Group>()
  for (const [id, name] of pairs) {
    if (!shown.has(id)) continue
    const key = fold(name)
    const group = groups.get(key)
    if (group) group.ids.push(id)
    else groups.set(key, { name, ids: [id] })
  }
  return [...groups.values()]
}
