import { z } from 'zod'
import { changeFieldSchema, fileFieldSchema } from './change-fields.ts'
import { charsets } from './charsets.ts'
import {
  editSchema,
  mostEdited,
  mostPreviewed,
  textStepSchema,
  type EditedField,
  type KnownValue,
  type TrackTags
} from './edits.ts'
import type { Job } from './entities.ts'
import { moveSchema, type MovePreview } from './moves.ts'
import { id, ids, name, nothing, path, reads, writes } from './request.ts'
import { tagFields, termGroups } from './field-uses.ts'
import type * as t from './tagging.ts'

const group = z.enum(termGroups)
const field = z.enum(tagFields)
const seconds = z.number().min(0).max(1e6)
const values = z.array(z.string().min(1).max(1000)).max(50)
/** As they are in files, where more may stand than is ever written. */
const anyValues = z.array(z.string().max(1_000_000))
const previewedTrack = z.strictObject({
  id,
  fields: z.array(z.strictObject({ field: fileFieldSchema, values: anyValues }))
})
const choice = z.strictObject({
  changeIds: ids.optional(),
  fileIds: ids.optional(),
  field: changeFieldSchema.optional(),
  value: z.string().max(1000).optional()
})

/** Everything about tags: the vocabulary, what is heard, what is taught, plans, and the journal of writing. */
export const tagRequests = {
  /** The vocabulary with each term's reliability, measured on this library where it has tags. */
  'tags.terms': reads<t.Term[]>().with(() => nothing),
  /** Adds a term, changes its phrases, or switches it off and on. */
  'tags.setTerm': writes<null>().with(() =>
    z.strictObject({
      name,
      group,
      phrases: z.array(z.string().trim().min(1).max(200)).max(16).optional(),
      enabled: z.boolean().default(true)
    })
  ),
  /** Removes an own term; a default one goes back to how it came. */
  'tags.resetTerm': writes<null>().with(() => z.strictObject({ name, group })),
  /** A list of the user's own: a term a line, or CSV `group,name[,phrase…]`. Says how many were added. */
  'tags.importTerms': writes<{ added: number; known: number; refused: string[] }>().with(() =>
    z.strictObject({ text: z.string().max(1_000_000), group: group.default('genre') })
  ),
  /** What fits these tracks, best first; tracks not heard yet are left out. */
  'tags.suggest': reads<{ id: number; suggestions: t.Suggestion[] }[]>().with(() =>
    z.strictObject({ ids: z.array(id).max(2000) })
  ),
  /** What the files of these tracks say, in their order; tracks that are not in the library are left out. */
  'tags.read': reads<TrackTags[]>().with(() => z.strictObject({ ids: z.array(id).max(2000) })),
  /** Values that the library knows of a field, those of most tracks first. `begins`: whatever its capitals. */
  'tags.known': reads<KnownValue[]>().with(() =>
    z.strictObject({
      field: fileFieldSchema,
      begins: z.string().max(1000).default(''),
      limit: z.int().min(1).max(200).default(20)
    })
  ),
  /**
   * What comes of some steps over values as they are typed, which no file needs to have yet: those that change. For helpers
   * while they are set up; nothing is planned. The order of the tracks counts for steps that number.
   */
  'tags.preview': reads<EditedField[]>().with(() =>
    z.strictObject({
      steps: z.array(textStepSchema).min(1).max(50),
      tracks: z.array(previewedTrack).max(mostPreviewed)
    })
  ),
  'tags.describe': reads<t.Description>().with(() =>
    z.strictObject({
      of: z.discriminatedUnion('kind', [
        z.strictObject({
          kind: z.literal('track'),
          id,
          start: seconds.optional(),
          end: seconds.optional()
        }),
        z.strictObject({ kind: z.literal('tracks'), ids })
      ])
    })
  ),
  /** Written genres that contradict the sound, whole albums first. */
  'tags.audit': reads<t.Finding[]>().with(() =>
    z.strictObject({ limit: z.int().min(1).max(10_000).default(500) })
  ),

  /** Comes at once with what is known of each tag, unless `wait` asks for all to be learnt first. */
  'taught.list': reads<t.TaughtTag[]>().with(() => z.strictObject({ wait: z.boolean().default(false) })),
  'taught.create': writes<t.TaughtTag>().with(() => z.strictObject({ name })),
  'taught.rename': writes<null>().with(() => z.strictObject({ id, name })),
  /** Kept, so that `taught.restore` brings it back with its examples. */
  'taught.remove': writes<null>().with(() => z.strictObject({ id })),
  /** By its number, or the last one removed under a name. */
  'taught.restore': writes<null>().with(() =>
    z
      .strictObject({ id: id.optional(), name: name.optional() })
      .refine(of => (of.id === undefined) !== (of.name === undefined), {
        message: 'either an id or a name'
      })
  ),
  /** `null` takes the mark back. Tracks by their number or by their absolute path. */
  'taught.mark': writes<null>().with(() =>
    z.strictObject({
      id,
      trackIds: z.array(id).max(10_000).default([]),
      paths: z.array(path).max(10_000).default([]),
      mark: z.enum(['yes', 'no']).nullable()
    })
  ),
  /** What it has learnt: the tracks above the line and beyond, and the ones to ask about: not those of `skip`, now or later. */
  'taught.answer': reads<t.TaughtAnswer>().with(() =>
    z.strictObject({
      id,
      limit: z.int().min(1).max(100_000).default(200),
      skip: z.array(id).max(10_000).default([])
    })
  ),

  /** Reads the files' own tags and proposes; the job fills the plan. `findings`: keys of an audit. */
  'plans.make': writes<{ plan: t.Plan; job: Job }>().with(() =>
    z.strictObject({
      name,
      /** All heard tracks where it is left out. */
      ids: ids.optional(),
      findings: z.array(z.string().max(2000)).max(10_000).optional(),
      fields: z.array(field).min(1),
      mode: z.enum(['fill', 'add', 'replace']).default('fill'),
      /** Also terms that are not sure; they come unaccepted. */
      unsure: z.boolean().default(false)
    })
  ),
  /**
   * Texts of old tags that do not say how they are encoded, of these tracks or of all: a plan that writes them right. The
   * set is detected album by album (`detect`), or told. Surely detected ones come accepted; told ones, too.
   */
  'plans.repairTexts': writes<{ plan: t.Plan; job: Job }>().with(() =>
    z.strictObject({
      name,
      ids: ids.optional(),
      charset: z.enum(['detect', ...charsets]).default('detect')
    })
  ),
  /**
   * What is changed by hand: a plan of what comes of some steps, all of it accepted. Nothing is written before
   * `plans.write`. Each edit over its tracks in their order; files that cannot hold what comes of it are left out of the plan.
   */
  'plans.byHand': writes<{ plan: t.Plan; job: Job }>().with(() =>
    z.strictObject({
      name,
      edits: z
        .array(editSchema)
        .min(1)
        .max(mostEdited)
        .refine(edits => edits.reduce((sum, { ids }) => sum + ids.length, 0) <= mostEdited, {
          message: `more than ${mostEdited} tracks`
        })
    })
  ),
  /**
   * Files get the names and places of a pattern, and what lies beside them goes along: a plan of it, accepted but for what
   * cannot be had. Nothing is moved before `plans.write`.
   */
  'plans.move': writes<{ plan: t.Plan; job: Job }>().with(() => moveSchema.extend({ name })),
  /** What a pattern would do; makes no plan. */
  'plans.movePreview': reads<MovePreview>().with(() => moveSchema),
  /** How many tracks have such texts. */
  'plans.oldTexts': reads<{ tracks: number }>().with(() => nothing),
  'plans.list': reads<t.Plan[]>().with(() => nothing),
  'plans.get': reads<t.Plan>().with(() => z.strictObject({ id })),
  'plans.files': reads<t.PlanFile[]>().with(() =>
    z.strictObject({ id, offset: z.int().min(0).default(0), limit: z.int().min(1).max(2000).default(200) })
  ),
  /** Accepts or refuses changes; says how the plan stands. */
  'plans.accept': writes<t.Plan>().with(() => z.strictObject({ id, choice, accepted: z.boolean() })),
  /** Other values for one change. */
  'plans.edit': writes<t.PlanChange>().with(() => z.strictObject({ id, changeId: id, after: values })),
  'plans.discard': writes<null>().with(() => z.strictObject({ id })),
  /** As JSON, to be read, edited and given back. */
  'plans.export': reads<string>().with(() => z.strictObject({ id })),
  'plans.import': writes<t.Plan>().with(() => z.strictObject({ json: z.string().max(200_000_000) })),
  /** Writes what is accepted. Cancelled between files; a file that changed since the plan was made is refused. */
  'plans.write': writes<Job>().with(() => z.strictObject({ id, keepTimes: z.boolean().default(false) })),

  'history.list': reads<t.Batch[]>().with(() => nothing),
  'history.changes': reads<t.WrittenChange[]>().with(() =>
    z.strictObject({
      id,
      offset: z.int().min(0).default(0),
      limit: z.int().min(1).max(10_000).default(1000)
    })
  ),
  /** Puts fields back as they were: of a whole batch, or of these changes. Fields edited since are refused; dates stay as they are
      where the batch kept them. */
  'history.undo': writes<Job>().with(() => z.strictObject({ id, changeIds: ids.optional() }))
} as const
