import { z } from 'zod'
import { changeFieldSchema } from './change-fields.ts'
import { smartRules } from './playlist-rules.ts'
import { entryReason } from './reasons.ts'
import { termGroups } from './field-uses.ts'
import { id, name, path } from './request.ts'
import { portableSettings, type SettingName } from './settings.ts'

/**
 * What its owner made of a library, as one document that goes into another one: playlists, plays and ratings, taught
 * tags, the journal of written tags, searches, words, settings, which doubles are none, and what left the library. Numbers are the document's
 * own. Odd bytes of paths are \udc80 to \udcff.
 */

const format = 'earshot-library'
const version = 1

const most = 5_000_000
const time = z.int().min(0).max(1e15)
const words = z.string().max(100_000)
const seconds = z.number().min(0).max(1e9).nullable()
const bytes = z.string().regex(/^(?:[0-9a-f]{2}){1,64}$/)
/** Of `tracks`, from 0; null: not known any more. */
const track = z.int().min(0).max(most)
const values = z.array(words).max(10_000)

/** By what a track is found again: its content, else its path, else its names and length. */
const trackKey = z.strictObject({
  path,
  content: bytes,
  title: words,
  artist: words,
  duration: seconds
})

const entry = z.union([
  z.strictObject({ track, locked: z.boolean(), reason: entryReason.nullable() }),
  z.strictObject({
    path,
    title: words,
    artist: words,
    duration: seconds,
    locked: z.boolean(),
    reason: entryReason.nullable()
  })
])

const playlist = z.strictObject({
  number: id,
  name,
  /** A smart one. Folders, taught tags and playlists in them by their numbers in this document. */
  rules: smartRules.nullable(),
  /** Of a list. */
  entries: z.array(entry).max(200_000)
})

const write = z.strictObject({
  number: id,
  track: track.nullable(),
  path,
  audioHash: bytes.nullable(),
  at: time,
  changes: z
    .array(
      z.strictObject({
        field: changeFieldSchema,
        before: values,
        after: values,
        /** Number of the write that took it back. */
        undoneBy: id.nullable()
      })
    )
    .max(1000)
})

const batch = z.strictObject({
  number: id,
  name: z.string().max(1000),
  kind: z.enum(['write', 'undo']),
  undoes: id.nullable(),
  keepTimes: z.boolean(),
  at: time,
  writes: z.array(write).max(most)
})

export const libraryDocument = z.strictObject({
  format: z.literal(format),
  version: z.literal(version),
  folders: z.array(z.strictObject({ number: id, path })).max(100_000),
  tracks: z.array(trackKey).max(most),
  playlists: z.array(playlist).max(100_000),
  plays: z
    .array(
      z.strictObject({
        track,
        plays: z.int().min(0).max(1e9),
        playedAt: time.nullable(),
        rating: z.int().min(0).max(100).nullable()
      })
    )
    .max(most),
  taught: z
    .array(
      z.strictObject({ number: id, name, yes: z.array(track).max(100_000), no: z.array(track).max(100_000) })
    )
    .max(100_000),
  journal: z.array(batch).max(100_000),
  /** Documents of before have none. */
  searches: z
    .array(z.strictObject({ text: z.string().min(1).max(20_000), savedAt: time }))
    .max(100_000)
    .optional(),
  /** Documents of before have none of these. */
  asked: z
    .array(z.strictObject({ text: z.string().min(1).max(20_000), uses: z.int().min(1).max(1e9), at: time }))
    .max(10_000)
    .optional(),
  /** Changes to the vocabulary. */
  terms: z
    .array(
      z.strictObject({
        group: z.enum(termGroups),
        name,
        phrases: z.array(z.string().trim().min(1).max(200)).max(16),
        state: z.enum(['own', 'changed', 'off'])
      })
    )
    .max(20_000)
    .optional(),
  settings: portableSettings.partial().optional(),
  /** Pairs of which somebody said that they are two recordings. */
  apart: z
    .array(z.strictObject({ one: track, other: track }))
    .max(1_000_000)
    .optional(),
  /** Tracks that somebody left out. */
  leftOut: z
    .array(z.strictObject({ track, at: time }))
    .max(most)
    .optional(),
  /** Doubles that were set aside for another one that is kept, by a write of the journal. */
  aside: z
    .array(z.strictObject({ track, keep: track, write: id, at: time }))
    .max(most)
    .optional()
})

export type LibraryDocument = z.output<typeof libraryDocument>

/** Whether it says of itself that it is such a document. */
export const isDocument = (read: unknown): boolean =>
  typeof read === 'object' && read !== null && 'format' in read && read.format === format

/** Of a version that came later. */
export const isNewerDocument = (read: unknown): boolean =>
  isDocument(read) &&
  'version' in (read as object) &&
  typeof (read as { version: unknown }).version === 'number' &&
  (read as { version: number }).version > version

/** What came of a document. Nothing that was there is changed; what comes twice is there once. */
export interface DocumentReport {
  /** Of its tracks, by what they were found here. */
  tracks: { byContent: number; byPath: number; byNames: number; notFound: number }
  /** Smart playlists whose rules speak of a folder that is not here are left out, by name. */
  playlists: { added: number; known: number; leftOut: string[] }
  /** Tracks whose plays or rating are other than they were. */
  played: number
  taught: { tags: number; examples: number }
  journal: { batches: number; known: number }
  /** Saved searches that were not here. */
  searches: number
  /** What was asked before and was not here. */
  asked: number
  terms: { added: number; known: number }
  /** Those that nobody had set here, and those that stay as they are here though the document has them otherwise. */
  settings: { taken: SettingName[]; kept: SettingName[] }
  /** Pairs that were not known to be two recordings. */
  apart: number
  /** Tracks that are in the library until then. */
  leftOut: number
  aside: number
}
