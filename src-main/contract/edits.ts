import { z } from 'zod'
import { fileFieldSchema, saysOne, type FileField } from './change-fields.ts'
import type { Failure } from './errors.ts'
import type { TagField } from './field-uses.ts'
import { pictureKinds } from './pictures.ts'
import { id } from './request.ts'

/** What is changed by hand, as steps that are taken one after the other over some tracks. They come to a plan. */

export const mostEdited = 100_000
const values = z.array(z.string().min(1).max(1000)).max(50)
const some = values.min(1)
/** One that may say several things. */
const listField = fileFieldSchema.refine(field => !saysOne(field), {
  message: 'a field that says one thing can only be set'
})

const fields = z.array(fileFieldSchema).min(1).max(50)
const listFields = z.array(listField).min(1).max(50)

/** How letters are written, and the languages whose rules are known. */
export const letterCases = ['title', 'sentence', 'upper', 'lower'] as const
export type LetterCase = (typeof letterCases)[number]
export const caseLanguages = ['en', 'de', 'fr', 'es', 'it', 'tr'] as const
export type CaseLanguage = (typeof caseLanguages)[number]

/** Empty values take the field out. */
const set = z.strictObject({ do: z.literal('set'), field: fileFieldSchema, values })
/** Behind those that it has. */
const add = z.strictObject({ do: z.literal('add'), field: listField, values: some })
const remove = z.strictObject({ do: z.literal('remove'), field: fileFieldSchema, values: some })
/** Numbers of tracks in the order of the ids. `perDisc`: each disc, as the files say it, begins again. */
const number = z.strictObject({
  do: z.literal('number'),
  from: z.int().min(1).max(9999).default(1),
  /** "3/12" */
  total: z.boolean().default(true),
  /** Digits at least: 2 for "03". */
  width: z.int().min(1).max(4).default(1),
  perDisc: z.boolean().default(false)
})
const letterCase = z.strictObject({
  do: z.literal('case'),
  fields,
  how: z.enum(letterCases),
  language: z.enum(caseLanguages).default('en')
})
const replace = z.strictObject({
  do: z.literal('replace'),
  fields,
  find: z.string().min(1).max(1000),
  with: z.string().max(1000),
  /** `find` is an expression of JavaScript, and `with` may have $1 and its like. */
  regex: z.boolean().default(false),
  matchCase: z.boolean().default(false),
  /** Whole words only. */
  whole: z.boolean().default(false)
})
const split = z.strictObject({ do: z.literal('split'), fields: listFields, at: z.string().min(1).max(20) })
const join = z.strictObject({ do: z.literal('join'), fields, with: z.string().max(20) })
/** Fields out of the names of file and folders, by a pattern that could have made them: `{artist}/{album}/{track} {title}`. */
const fromName = z.strictObject({ do: z.literal('fromName'), pattern: z.string().min(1).max(1000) })
const swap = z.strictObject({ do: z.literal('swap'), a: fileFieldSchema, b: fileFieldSchema })
const copy = z.strictObject({ do: z.literal('copy'), from: fileFieldSchema, to: fileFieldSchema })
/** Spaces at the ends, and more than one of them. */
const clean = z.strictObject({ do: z.literal('clean'), fields })

const kind = z.enum(pictureKinds)
/** SHA-256 of a picture that `covers.keep` took in, or that one of the files has. */
const picture = z.string().regex(/^[0-9a-f]{64}$/)
/** Behind those that it has; a front, which is shown, before them. */
const coverAdd = z.strictObject({ do: z.literal('coverAdd'), picture, kind: kind.default('front') })
/** Instead of all pictures of that kind. */
const coverReplace = z.strictObject({ do: z.literal('coverReplace'), picture, kind: kind.default('front') })
/** Those of these kinds, or these pictures; all where nothing is said. */
const coverRemove = z.strictObject({
  do: z.literal('coverRemove'),
  kinds: z.array(kind).max(pictureKinds.length).optional(),
  pictures: z.array(picture).max(50).optional()
})
/** Those that are longer on a side become no longer than that, points. */
const coverScale = z.strictObject({ do: z.literal('coverScale'), longest: z.int().min(64).max(4000) })

const textSteps = [
  set,
  add,
  remove,
  number,
  letterCase,
  replace,
  split,
  join,
  fromName,
  swap,
  copy,
  clean
] as const
/** Steps over texts alone. */
export const textStepSchema = z.discriminatedUnion('do', textSteps)
export const stepSchema = z.discriminatedUnion('do', [
  ...textSteps,
  coverAdd,
  coverReplace,
  coverRemove,
  coverScale
])
export type Step = z.output<typeof stepSchema>
/** Steps over the pictures of a file, and those over its texts. */
export type CoverStep = Extract<Step, { do: `cover${string}` }>
export type TextStep = Exclude<Step, CoverStep>
export const isCoverStep = (step: Pick<Step, 'do'>): step is CoverStep => step.do.startsWith('cover')

/** Steps over some tracks, whose order counts for those that number. */
export const editSchema = z.strictObject({
  ids: z.array(id).min(1).max(mostEdited),
  steps: z.array(stepSchema).min(1).max(50)
})
export type Edit = z.output<typeof editSchema>

/** Tracks over which steps are tried at once. */
export const mostPreviewed = 10_000

/** What would become of a field of a track. */
export interface EditedField {
  id: number
  field: FileField
  values: string[]
}

/** What the file of a track says, all of it, as it is written there. */
export interface TrackTags {
  id: number
  path: string
  /** Null where the file could not be read: see `failure`. */
  container: string | null
  fields: Partial<Record<TagField, string[]>>
  /** Under names that no field has, in the order of the file. */
  custom: { name: string; values: string[] }[]
  failure: Failure | null
}

/** A value that the library knows of a field. */
export interface KnownValue {
  value: string
  /** How many have it; null where it comes from elsewhere (the vocabulary, the taught tags, artists for composers). */
  tracks: number | null
}
