import { z } from 'zod'
import type { Job } from './entities.ts'
import type * as m from './models.ts'
import { nothing, path, reads, writes } from './request.ts'

const modelId = z.string().min(1).max(64)
const variant = z.enum(['full', 'fp16', 'quantized'])
const files = {
  /** A folder, or single files: both towers and their tokenizer. */
  paths: z.array(path).min(1).max(64),
  id: modelId.optional(),
  title: z.string().trim().min(1).max(200).optional(),
  variant: variant.optional()
}
/** The licence as it was shown: nothing is taken in under one that nobody has seen. */
const licence = z.string().max(1000)

/** Requests about listening models. */
export const modelRequests = {
  'models.list': reads<m.ModelList>().with(() => nothing),
  /** Looks at files before they are taken in. */
  'models.inspect': reads<m.ModelProposal>().with(() => z.strictObject(files)),
  /** Copies them into the data folder, and keeps them if they pass the self-test. */
  'models.add': writes<Job>().with(() => z.strictObject({ ...files, licence })),
  /** Fetches a known model. `from`: another server with the same files. Goes on where it was stopped. */
  'models.download': writes<Job>().with(() =>
    z.strictObject({ id: modelId, licence, from: z.url().max(2000).optional() })
  ),
  /**
   * Takes in Parquet files of vectors that `embed` of the training code wrote, for tracks with the same content: all of it or
   * nothing, and only of exactly a model that is here. Never offered to the page.
   */
  'models.importVectors': writes<m.VectorImport>().with(() =>
    z.strictObject({ paths: z.array(path).min(1).max(100_000) })
  ),
  'models.test': reads<m.ModelTest>().with(() => z.strictObject({ id: modelId })),
  /**
   * Searches with it: at once where it has heard everything or was in use before; otherwise it listens first (`job`),
   * and takes over at the end. Naming the one in use ends such a wait.
   */
  'models.use': writes<{ inUse: boolean; job: Job | null }>().with(() => z.strictObject({ id: modelId })),
  /** `heard`: also what it has heard of the library, which only listening again brings back. */
  'models.remove': writes<null>().with(() => z.strictObject({ id: modelId, analysed: z.boolean() }))
} as const
