import { z } from 'zod'
import { thumbnailSizes, type Cover, type Thumbnails, type TrackCovers } from './covers.ts'
import { id, path, reads, writes } from './request.ts'

const hash = z.string().regex(/^[0-9a-f]{64}$/)
/** More is refused with words, by whoever looks at it. */
const bytes = z.custom<Uint8Array>(value => value instanceof Uint8Array && value.length <= 32 * 1024 * 1024, {
  message: 'no bytes, or far too many'
})

/** Requests about the pictures of tracks. To change those of files: `plans.byHand`. */
export const coverRequests = {
  /** Covers made small, in the order asked; of tracks that are gone or away nothing. */
  'covers.thumbnails': reads<Thumbnails>().with(() =>
    z.strictObject({ ids: z.array(id).max(200), size: z.literal(thumbnailSizes) })
  ),
  /** All pictures of the files of these tracks, and what lies beside them. */
  'covers.of': reads<TrackCovers[]>().with(() => z.strictObject({ ids: z.array(id).max(2000) })),
  /** The bytes of a picture that the file of a track has, or that is kept for a plan or an undo. */
  'covers.picture': reads<Uint8Array>().with(() => z.strictObject({ id: id.optional(), hash })),
  /** Keeps a picture for a plan: by its bytes, from a file, from beside a track, or one that a track has. Says what it is, as a front. */
  'covers.keep': writes<Cover>().with(() =>
    z
      .strictObject({
        bytes: bytes.optional(),
        path: path.optional(),
        of: z.strictObject({ id, hash }).optional(),
        beside: z.strictObject({ id, name: z.string().min(1).max(255) }).optional()
      })
      .refine(asked => Object.values(asked).filter(one => one !== undefined).length === 1, {
        message: 'one of them'
      })
  )
} as const
