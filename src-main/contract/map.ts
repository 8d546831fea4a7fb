import { z } from 'zod'
import type { Job, QueryPart } from './entities.ts'
import { id, nothing, reads, writes } from './request.ts'

/** A map of the library: each track has a place, by axes that are typed or by how alike tracks sound. */

/** What stands between the two ends of an axis: an ellipsis as "…" or "...", or what people type in its stead. */
const between = /\s*(?:…|\.{2,}|<?-+>|[↔→|])\s*|\s+(?:vs\.?|[-–—])\s+/u

/** The ends of an axis as it is written: "calm … wild"; of one phrase alone how much of it there is. Null: of nothing. */
export function axisEnds(text: string): { low: string | null; high: string } | null {
  const [first = '', ...rest] = text.split(between).map(end => end.trim())
  const second = rest.find(end => end !== '')
  if (first === '') return second === undefined ? null : { low: null, high: second }
  return second === undefined ? { low: null, high: first } : { low: first, high: second }
}

/** An axis as it was read, and what was found out about its ends. */
export interface MapAxis {
  low: QueryPart | null
  high: QueryPart
}

/** One place a track: from 0 to 1, as many of the tracks that are shown lie before it. */
export interface AxesMap {
  ids: Uint32Array
  /** Null where an end of the axis is not understood: it places nothing. */
  x: Float32Array | null
  y: Float32Array | null
  axes: { x: MapAxis | null; y: MapAxis | null }
  /** Tracks that were not listened to yet, and have no place. */
  unheard: number
}

/** One place a track, 0 to 1 both ways: what sounds alike lies together. The axes mean nothing. */
export interface LikenessMap {
  ids: Uint32Array
  x: Float32Array
  y: Float32Array
  /** Nothing was laid out yet, or so much has come since that it is worth doing again. */
  due: boolean
  /** Tracks without a place: not listened to, or come since. */
  unplaced: number
}

export const mapColours = ['genre', 'year', 'playlist'] as const
export type MapColour = (typeof mapColours)[number]

/** Tracks of one colour. `other`: what has none of its own; `none`: nothing is known. */
export type MapClass =
  | { kind: 'genre' | 'playlist'; name: string; tracks: number }
  /** The first year of ten. */
  | { kind: 'decade'; from: number; tracks: number }
  | { kind: 'other' | 'none'; tracks: number }

export interface MapColours {
  ids: Uint32Array
  /** The class of each, by its place in `classes`. */
  of: Uint8Array
  classes: MapClass[]
}

const axis = z.string().max(600).default('')

export const mapRequests = {
  /** Places by what is typed: "calm … wild" from left to right, "acoustic … electronic" from below. */
  'map.axes': reads<AxesMap>().with(() => z.strictObject({ x: axis, y: axis })),
  /** Places by likeness, as they were laid out last, with those of what has come since. */
  'map.likeness': reads<LikenessMap>().with(() => nothing),
  /** Lays all tracks out by likeness. */
  'map.layOut': writes<Job>().with(() => nothing),
  'map.colours': reads<MapColours>().with(() => z.strictObject({ by: z.enum(mapColours) })),
  /**
   * Where to begin to listen to a track of the map: where a text is heard most, or what is most like all of it. Seconds; 0
   * while it has not been heard.
   */
  'map.passage': reads<{ start: number }>().with(() =>
    z.strictObject({ id, text: z.string().max(600).default('') })
  )
} as const
