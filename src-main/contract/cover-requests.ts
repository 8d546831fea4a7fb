import { z } from 'zod'
import { thumbnailSizes, type Thumbnails } from './covers.ts'
import { id, reads } from './request.ts'

/** Requests about the pictures of tracks. */
export const coverRequests = {
  /** Covers made small, in the order asked; of tracks that are gone or away nothing. */
  'covers.thumbnails': reads<Thumbnails>().with(
    z.strictObject({ ids: z.array(id).max(200), size: z.literal(thumbnailSizes) })
  )
} as const
