import { z } from 'zod'
import type { Job } from './entities.ts'
import type { Failure } from './errors.ts'
import { id, name, nothing, reads, writes } from './request.ts'
import type { Plan } from './tagging.ts'

/** Files that hold the same recording: found by their sound, whatever their names, formats and tags say. */

/**
 * Whether a file holds what an encoder left of the music, told by its spectrum: `lossless` and `lossy` of what was made
 * so, as measured in docs/doubles.md. `unclear`: what is quiet or dull cannot be told.
 */
export interface SoundOrigin {
  says: 'lossless' | 'lossy' | 'unclear'
  /** 0..1: that it went through a lossy encoder; null where it cannot be told. */
  probability: number | null
}

/** One file of a recording, with what can be known of it. */
export interface DoubleCopy {
  id: number
  path: string
  title: string
  artist: string
  album: string
  available: boolean
  container: string
  codec: string
  lossless: boolean
  /** Bits a second. */
  bitrate: number | null
  sampleRate: number | null
  channels: number | null
  bytes: number
  /** Seconds. */
  duration: number | null
  /** LUFS */
  loudness: number | null
  /** Hertz up to which there is music; null where that was not heard. */
  bandwidth: number | null
  origin: SoundOrigin
  /** How many of the usual tags are filled, of so many. */
  tags: { filled: number; of: number }
  playlists: { id: number; name: string }[]
  taught: string[]
  plays: number
  rating: number | null
  /** Seconds by which it begins later than the one that is proposed to be kept; null where the two were not compared. */
  startsLater: number | null
  /** Decibels by which it is louder than that one. */
  louder: number | null
  /** The same bytes as that one. */
  identical: boolean
  addedAt: number
}

/** Why one is proposed to be kept; each against the best of the others. */
export type KeepReason =
  | { code: 'available' }
  | { code: 'lossless' }
  /** Hertz. */
  | { code: 'wider'; bandwidth: number; other: number }
  /** Seconds. */
  | { code: 'whole'; longer: number }
  /** Bits a second; one of another codec counts by how well that uses them. */
  | { code: 'bitrate'; bitrate: number; codec: string; other: number; otherCodec: string }
  /** The same sound in fewer bytes. */
  | { code: 'smaller'; bytes: number; other: number }
  | { code: 'tags'; filled: number; other: number }
  | { code: 'used'; playlists: number; plays: number }
  /** Nothing else tells them apart: it came into the library first. */
  | { code: 'first' }

export interface DoubleGroup {
  /** Names the group: the lowest number of its tracks. */
  key: number
  /** Best first. */
  copies: DoubleCopy[]
  keep: number
  reasons: KeepReason[]
  /** Nothing speaks for another one, and each of the others was compared with the one to be kept. */
  sure: boolean
}

export interface DoublesOverview {
  /** Tracks that were looked at, of those that are shown. */
  looked: number
  tracks: number
  /** Not listened to yet, so that nothing is known of their sound. */
  unheard: number
  /** Tried and not compared, with why: by the code of the failure. */
  failed: { code: Failure['code']; tracks: number }[]
  groups: number
  /** Groups whose proposal is sure, and the files and bytes that would go. */
  sure: { groups: number; files: number; bytes: number }
  /** Files beside those that are proposed to be kept. */
  files: number
  bytes: number
  /** Whether this system has a trash that files can go to. */
  trash: boolean
}

/** The ratings that the files of a recording have, least first, where they differ. The highest is what is handed over. */
export function differingRatings(copies: readonly Pick<DoubleCopy, 'rating'>[]): number[] {
  const all = new Set(copies.flatMap(({ rating }) => (rating === null ? [] : [rating])))
  return all.size > 1 ? [...all].sort((a, b) => a - b) : []
}

export const doublesRequests = {
  /** Looks at what was not looked at yet. */
  'doubles.find': writes<Job>().with(() => nothing),
  'doubles.overview': reads<DoublesOverview>().with(() => nothing),
  /** The ones that take most room first. */
  'doubles.groups': reads<DoubleGroup[]>().with(() =>
    z.strictObject({
      offset: z.int().min(0).default(0),
      limit: z.int().min(1).max(500).default(50),
      sure: z.boolean().optional()
    })
  ),
  /**
   * A plan by which files leave the library in favour of one that is kept: playlists, plays, rating and taught tags go over
   * to that one, and the files stay where they are, or go to the system's trash. Nothing is done before `plans.write`;
   * undone like all that is written.
   */
  'doubles.propose': writes<Plan>().with(() =>
    z.strictObject({
      name,
      groups: z
        .array(z.strictObject({ keep: id, others: z.array(id).min(1).max(10_000) }))
        .min(1)
        .max(100_000),
      /** To the trash; false: the files stay where they are. */
      trash: z.boolean().default(false)
    })
  ),
  /** These tracks are not one recording, or they are after all; remembered. */
  'doubles.apart': writes<null>().with(() =>
    z.strictObject({ ids: z.array(id).min(2).max(2000), apart: z.boolean().default(true) })
  )
} as const
