import { z } from 'zod'
import { albumSorts, artistSorts, genreSorts } from './albums.ts'
import { sortFields } from './field-uses.ts'
import { id, nothing, reads, text, writes } from './request.ts'

/** More of a queue does not come back: some of what was played, and what comes next. */
export const mostKept = 5000

const seconds = z.number().min(0).max(1e7)

/** Lists of tracks that have columns of their own. */
const columnViews = ['library', 'found', 'album', 'artist', 'genre', 'folder', 'added', 'played'] as const
export type ColumnView = (typeof columnViews)[number]

/** What comes back when the window opens again: kept in the library, so that window and browser show the same. */
export const windowParts = {
  queue: z.strictObject({
    ids: z.array(id).max(mostKept),
    /** Passages, one a track; null: whole tracks are played. */
    spans: z
      .array(z.strictObject({ start: seconds, end: seconds }))
      .max(mostKept)
      .nullable(),
    /** The places as they were before a shuffle; null: it is not shuffled. */
    unshuffled: z.array(z.int().min(0)).max(mostKept).nullable(),
    shuffle: z.enum(['off', 'random', 'sound']),
    repeat: z.enum(['off', 'all', 'one']),
    /** Where it ends, it goes on with what fits. */
    goesOn: z.boolean()
  }),
  /** Where in the kept queue it was; -1: nowhere. */
  position: z.strictObject({ place: z.int().min(-1), time: seconds }),
  sound: z.strictObject({ volume: z.number().min(0).max(1), muted: z.boolean() }),
  /** What the sound comes out of; null: what the system takes. Ids are the browser's own, and may be new there. */
  output: z.strictObject({ id: z.string().max(500), name: z.string().max(500) }).nullable(),
  view: z.strictObject({
    place: z.string().max(40),
    search: text,
    /** The playlist that was open. */
    playlist: id.nullable(),
    /** The page of the library that was open, or that around it. */
    shelf: z.string().max(40).optional()
  }),
  /** The columns of each list that somebody changed, from left to right; null: as wide as usual. */
  columns: z.partialRecord(
    z.enum(columnViews),
    z
      .array(z.strictObject({ column: z.string().max(40), width: z.number().min(20).max(4000).nullable() }))
      .max(64)
  ),
  /** The orders of albums, artists and genres. */
  shelves: z
    .strictObject({
      albums: z.strictObject({ sort: z.enum(albumSorts), descending: z.boolean() }),
      artists: z.strictObject({ sort: z.enum(artistSorts), descending: z.boolean() }),
      genres: z.strictObject({ sort: z.enum(genreSorts), descending: z.boolean() })
    })
    .partial(),
  /** The order of each list that somebody changed. */
  orders: z.partialRecord(
    z.enum(columnViews),
    z.strictObject({ sort: z.enum(sortFields), descending: z.boolean() })
  )
}

const part = z.strictObject(windowParts).partial()

/** Parts that nobody kept, or that are not as they should be, are left out. */
export type WindowState = z.output<typeof part>

export const windowRequests = {
  'window.get': reads<WindowState>().with(() => nothing),
  /** Keeps what is given; the other parts stay as they were. */
  'window.keep': writes<null>().with(() => part)
} as const
