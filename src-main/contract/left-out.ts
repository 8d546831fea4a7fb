import { z } from 'zod'
import { ids, reads, writes } from './request.ts'

/** Why a scan passes something by that is no fault of the file. The words are not ours. */
export const leftOutReasons = [
  /** `._x`: what macOS leaves beside x on foreign disks. */
  'mac-leftover',
  'hidden-file',
  /** With all that is in it. */
  'hidden-folder',
  /** A link to a pipe, socket or device. */
  'device',
  /** Another name of a file that is in the library (hard link). */
  'second-name',
  /** A link to something in the library, which is there by its own name. */
  'link-inside',
  /** A second link to the same file, or another way into a folder that was looked at. */
  'seen-before',
  /** A cue sheet that names a file which is not there. */
  'sheet-without-file',
  /** Named like a cue sheet, and none. */
  'no-sheet',
  /** Not named like music. */
  'not-audio'
] as const

export type LeftOutReason = (typeof leftOutReasons)[number]

/** What was left out for one reason: how many files or folders, and the first of their paths. */
export interface LeftOut {
  reason: LeftOutReason
  count: number
  paths: string[]
}

/** A track that somebody left out of the library; its file is where it was. */
export interface LeftTrack {
  id: number
  title: string
  artist: string
  album: string
  path: string
  available: boolean
  /** When, unix milliseconds. */
  at: number
}

export const leftOutRequests = {
  /** Leaves tracks out of the library, or takes them back: nothing shows, finds, plays or hears them. No file changes. */
  'library.leaveOut': writes<{ changed: number }>().with(() => z.strictObject({ ids, out: z.boolean() })),
  /** Those that were left out, newest first, and how many there are. */
  'library.leftTracks': reads<{ tracks: LeftTrack[]; all: number }>().with(() =>
    z.strictObject({ offset: z.int().min(0).default(0), limit: z.int().min(1).max(100_000).default(200) })
  )
} as const
