import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { EarshotError } from '#contract/errors.ts'
import { modelFileIfAny, type Model } from './registry.ts'

const schema = z.object({ tags: z.array(z.object({ name: z.string(), trunk: z.string().default('') })) })

/** A tag that a model gives scores for. */
export type ModelTag = z.infer<typeof schema>['tags'][number]

/**
 * In the order of their scores; empty where the model names none: then nothing is said of any. Throws `model-corrupt`.
 */
export function modelTags(model: Model): ModelTag[] {
  const path = modelFileIfAny(model, 'tags')
  if (path === null) return []
  try {
    return schema.parse(JSON.parse(readFileSync(path, 'utf8'))).tags
  } catch (cause) {
    throw new EarshotError('model-corrupt', `${path} is no list of tags; install the model again.`, { cause })
  }
}
