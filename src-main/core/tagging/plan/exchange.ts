import { z } from 'zod'
import { changeFieldSchema, sameFieldKey } from '#contract/change-fields.ts'
import { charsets } from '#contract/charsets.ts'
import { EarshotError } from '#contract/errors.ts'
import type { Plan, PlanReason } from '#contract/tagging.ts'
import type { FileStamp, NewPlanFile } from '../../database/statements/plan-files.ts'
import type { PlanStatements } from '../../database/statements/plans.ts'
import type { StoredTrack } from '../../database/statements/tracks.ts'
import { isMove } from '../move/mover.ts'
import { longestValue, mostValues, wrongValues } from './values.ts'

/** Plans as JSON: to be read, edited and given back. Whatever comes in is checked as if a stranger had made it. */

const mostFiles = 100_000
/** Free names included. */
const mostFields = 200
const value = z.string().min(1).max(longestValue)
const count = z.int().min(0).max(Number.MAX_SAFE_INTEGER)
const bounded = z.number().min(-1e9).max(1e9)

const reason = z.strictObject({
  value,
  score: bounded,
  reliability: z.strictObject({
    source: z.enum(['library', 'model', 'examples', 'marked', 'none']),
    auc: bounded.nullable(),
    precision: bounded.nullable(),
    examples: count
  }),
  moment: z.strictObject({ start: bounded, end: bounded }).nullable()
})

const change = z.strictObject({
  field: changeFieldSchema,
  before: z.array(z.string().max(1_000_000)).max(10_000),
  after: z.array(value).max(mostValues),
  accepted: z.boolean().default(false),
  reasons: z.array(reason).max(mostValues).default([])
})

const file = z.strictObject({
  path: z.string().min(1).max(8192),
  /** As the file was when it was looked at; where it is left out, as the last scan found it. */
  seen: z
    .strictObject({ size: count, mtime: count, contentId: z.string().regex(/^[0-9a-f]{32}$/) })
    .optional(),
  /** Where the plan puts texts right: what its new ones were read in, those of now as Windows-1252. */
  charset: z.enum(charsets).optional(),
  changes: z.array(change).min(1).max(mostFields)
})

const document = z.strictObject({
  earshot: z.literal('tag-plan'),
  version: z.literal(1),
  name: z.string().trim().min(1).max(200),
  mode: z.enum(['fill', 'add', 'replace']),
  files: z.array(file).max(mostFiles)
})

type PlanDocument = z.output<typeof document>

/** Files asked for at once. */
const page = 1000

export function exportPlan(plan: Plan, plans: PlanStatements): string {
  const files: PlanDocument['files'] = []
  for (let offset = 0; ; offset += page) {
    const some = plans.files(plan.id, offset, page)
    for (const { id, path, charset, changes } of some) {
      const { size, mtime, contentId } = plans.stamp(id)
      files.push({
        path,
        ...(charset === null ? {} : { charset }),
        seen: { size, mtime, contentId: Buffer.from(contentId).toString('hex') },
        changes: changes
          .filter(({ state }) => state !== 'written')
          .map(({ field, before, after, accepted, reasons }) => ({ field, before, after, accepted, reasons }))
      })
    }
    if (some.length < page) break
  }
  const { name, mode } = plan
  const made: PlanDocument = {
    earshot: 'tag-plan',
    version: 1,
    name,
    mode,
    files: files.filter(({ changes }) => changes.length > 0)
  }
  return JSON.stringify(made, null, 1)
}

export interface ImportedPlan {
  name: string
  mode: Plan['mode']
  files: NewPlanFile[]
}

/** Throws bad-request for what is no plan, or names a file that is no track of this library. */
export function importPlan(json: string, trackAt: (path: string) => StoredTrack | null): ImportedPlan {
  const { name, mode, files } = parse(json)
  const seen = new Set<string>()
  return {
    name,
    mode,
    files: files.map(planned => {
      const { path } = planned
      const track = trackAt(path)
      // What goes along with tracks is none.
      const along =
        track === null && planned.seen !== undefined && planned.changes.every(change => isMove(change))
      if (!along && (track === null || track.hidden))
        throw refused(`${shown(path)} is no track of this library`)
      if (seen.has(path)) throw refused(`${shown(path)} is in it twice`)
      seen.add(path)
      return {
        trackId: track?.id ?? null,
        path,
        large: false,
        charset: planned.charset ?? null,
        ...stampOf(planned, track),
        changes: changesOf(planned)
      }
    })
  }
}

function parse(json: string): PlanDocument {
  let parsed: unknown
  try {
    parsed = JSON.parse(json)
  } catch (thrown) {
    throw refused(thrown instanceof Error ? thrown.message : String(thrown))
  }
  const checked = document.safeParse(parsed)
  if (checked.success) return checked.data
  const issue = checked.error.issues[0]
  throw refused(`${issue?.path.map(String).join('.') || 'the whole'}: ${issue?.message ?? 'it does not fit'}`)
}

function stampOf({ seen }: PlanDocument['files'][number], track: StoredTrack | null): FileStamp {
  if (seen === undefined) return { size: track!.size, mtime: track!.mtime, contentId: track!.contentId }
  return { ...seen, contentId: Buffer.from(seen.contentId, 'hex') }
}

function changesOf({ path, changes }: PlanDocument['files'][number]): NewPlanFile['changes'] {
  const fields = new Set<string>()
  return changes.map(({ field, before, after, accepted, reasons }) => {
    if (fields.has(sameFieldKey(field))) throw refused(`${shown(path)} has ${field} twice`)
    fields.add(sameFieldKey(field))
    if (field === 'path' && before[0] !== path) throw refused(`${shown(path)} is moved from elsewhere`)
    // What stands in the file already may stay, however it is.
    const wrong = wrongValues(
      field,
      after.filter(one => !before.includes(one)),
      before.length
    )
    // Reasons name values that can still be accepted.
    const offered = reasons.map(({ value }) => wrongValues(field, [value])).find(found => found !== null)
    if (wrong !== null || offered) throw refused(`${shown(path)} has ${wrong ?? offered} (${field})`)
    return { field, before, after, accepted, reasons: reasons satisfies PlanReason[] }
  })
}

const shown = (path: string): string => JSON.stringify(path.slice(0, 300))

function refused(why: string): EarshotError {
  return new EarshotError('bad-request', `This plan cannot be used: ${why}.`)
}
