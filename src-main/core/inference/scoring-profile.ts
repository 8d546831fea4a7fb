import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { EarshotError } from '#contract/errors.ts'

const schema = z.object({
  prompts: z.array(z.string().includes('{}')).min(1),
  negativeAlpha: z.number().min(0).max(4),
  windowPooling: z.object({ mean: z.number(), top: z.number(), topShare: z.number().gt(0).max(1) }),
  musicThreshold: z.number().min(0).max(1),
  nullPhrases: z.array(z.string().min(1)).min(16)
})

/** How a model's scores are to be read: its `scoring.json`. */
export type ScoringProfile = z.infer<typeof schema>

/** Reads `scoring.json` of a model's folder. Throws model-missing or model-corrupt. */
export function readProfile(folder: string): ScoringProfile {
  const path = join(folder, 'scoring.json')
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch (cause) {
    throw new EarshotError('model-missing', `${path} cannot be read; install the model again.`, { cause })
  }
  return parseProfile(text, path)
}

export function parseProfile(text: string, path: string): ScoringProfile {
  try {
    return schema.parse(JSON.parse(text))
  } catch (cause) {
    throw new EarshotError('model-corrupt', `${path} is not a scoring profile; install the model again.`, {
      cause
    })
  }
}
