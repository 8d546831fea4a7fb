import { z } from 'zod'

/** How much of the same an answer may hold; left out: any number of an artist, each recording once, the best first. */
export const variety = {
  /** Null: any number. */
  artistCap: z.int().min(1).max(10_000).nullable().default(null),
  foldDuplicates: z.boolean().default(true),
  /** From 0, the best first, to 1, as varied as can be. */
  diversity: z.number().min(0).max(1).default(0)
}
