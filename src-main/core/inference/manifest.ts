import { z } from 'zod'

/** Names that Windows keeps for devices, with any ending. */
const device = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i

/** A plain name: nothing in a registry may lead out of the model's folder. */
const plainName = z
  .string()
  .max(100)
  .regex(/^[A-Za-z0-9](?:[\w.-]*[A-Za-z0-9])?$/)
  .refine(name => !device.test(name), 'a name that Windows keeps for a device')

export const modelIdSchema = plainName.max(64).regex(/^[a-z0-9._-]+$/)

const fileSchema = z.object({
  name: plainName,
  /** `text-head`: what makes an earlier pair's vectors of the numbers that the present text tower gives for a text. */
  role: z.enum([
    'audio',
    'text',
    'text-head',
    'tokenizer',
    'tokenizer-config',
    'tags',
    'scoring',
    'trust',
    'card',
    'licence'
  ]),
  bytes: z.int().nonnegative(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/)
})

const common = {
  id: modelIdSchema,
  version: z.string().min(1).max(100),
  title: z.string().trim().min(1).max(200),
  licence: z.string().trim().min(1).max(1000),
  /** Where its files came from, for packs. */
  source: z.string().max(4096).optional(),
  windowSeconds: z.literal(10),
  /** Whether the audio tower tells music from other sound; left out, one of the family `pcm` does. */
  music: z.boolean().optional(),
  /** The search kernel adds sixteen numbers a step, in 32 bits: 512 of them at most. */
  dimension: z.int().positive().multipleOf(16).max(512),
  files: z
    .array(fileSchema)
    .min(1)
    .max(64)
    .refine(
      files => new Set(files.map(file => file.name.toLowerCase())).size === files.length,
      'a name twice'
    )
}

/** One model: an entry of the registry, or the `manifest.json` of a pack. */
export const manifestSchema = z.discriminatedUnion('family', [
  /** The graph takes samples, the mel is inside. */
  z.object({ ...common, family: z.literal('pcm'), sampleRate: z.literal(16_000) }),
  /** LAION-CLAP as Xenova exported it: the graph takes a log-mel spectrogram, which is made here. */
  z.object({
    ...common,
    family: z.literal('clap'),
    sampleRate: z.literal(48_000),
    dimension: z.literal(512)
  })
])

export const registrySchema = z.object({
  default: z.string(),
  models: z.array(manifestSchema).min(1),
  /** Pairs that came along before: they answer for what they have heard, and hear no more. */
  earlier: z.array(manifestSchema).default([])
})

export type Manifest = z.infer<typeof manifestSchema>
export type ManifestFile = Manifest['files'][number]
export type ModelFamily = Manifest['family']
