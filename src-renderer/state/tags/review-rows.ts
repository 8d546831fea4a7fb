import { offeredBy, withValue } from '#contract/plan-values.ts'
import { saysOne, type ChangeField } from '#contract/change-fields.ts'
import type { ChangeChoice, PlanChange, PlanFile } from '#contract/tagging.ts'
import { say } from '../../text/say.ts'

/** A line of the review: a file, or one field of it. */
export type ReviewRow =
  | { kind: 'file'; file: PlanFile; changes: PlanChange[] }
  | { kind: 'change'; file: PlanFile; change: PlanChange; last: boolean }

export type Show = 'all' | 'accepted' | 'open' | 'failed'

export interface ReviewFilter {
  text: string
  field: ChangeField | null
  value: string | null
  show: Show
}

export const noFilter: ReviewFilter = { text: '', field: null, value: null, show: 'all' }

const shows: Record<Show, (change: PlanChange) => boolean> = {
  all: () => true,
  accepted: change => change.accepted,
  open: change => !change.accepted,
  failed: change => change.state === 'failed'
}

export function reviewRows(files: readonly PlanFile[], filter: ReviewFilter): ReviewRow[] {
  const wanted = filter.text.trim().toLowerCase()
  const has = (text: string): boolean => text.toLowerCase().includes(wanted)
  const rows: ReviewRow[] = []
  for (const file of files) {
    const named = wanted === '' || has(file.title) || has(file.artist) || has(file.path)
    const changes = file.changes.filter(
      change =>
        shows[filter.show](change) &&
        (filter.field === null || change.field === filter.field) &&
        (filter.value === null || offeredBy(change).includes(filter.value)) &&
        (named || change.after.some(has) || change.before.some(has))
    )
    if (!changes.length) continue
    rows.push({ kind: 'file', file, changes })
    changes.forEach((change, at) =>
      rows.push({ kind: 'change', file, change, last: at === changes.length - 1 })
    )
  }
  return rows
}

/** The files with every change that a choice fits accepted or not; files it does not touch stay the same objects. */
export function accepting(files: PlanFile[], choice: ChangeChoice, accepted: boolean): PlanFile[] {
  const changeIds = choice.changeIds && new Set(choice.changeIds)
  const fileIds = choice.fileIds && new Set(choice.fileIds)
  const fits = (file: PlanFile, change: PlanChange): boolean =>
    change.state === 'open' &&
    (!changeIds || changeIds.has(change.id)) &&
    (!fileIds || fileIds.has(file.id)) &&
    (choice.field === undefined || change.field === choice.field)
  const { value } = choice
  const decided = (change: PlanChange): PlanChange =>
    value === undefined
      ? { ...change, accepted }
      : { ...change, ...withValue(change, value, accepted, saysOne(change.field)) }
  const touched = (file: PlanFile, change: PlanChange): boolean =>
    fits(file, change) &&
    (value === undefined ? change.accepted !== accepted : offeredBy(change).includes(value))
  return files.map(file =>
    file.changes.some(change => touched(file, change))
      ? {
          ...file,
          changes: file.changes.map(change => (touched(file, change) ? decided(change) : change))
        }
      : file
  )
}

export interface Facet {
  changes: number
  accepted: number
}

/** How many changes each field has, in the order of the first file that has it. */
export function fieldFacets(files: readonly PlanFile[]): Map<ChangeField, Facet> {
  const facets = new Map<ChangeField, Facet>()
  for (const { changes } of files)
    for (const change of changes) {
      const facet = facets.get(change.field) ?? { changes: 0, accepted: 0 }
      facet.changes++
      if (change.accepted) facet.accepted++
      facets.set(change.field, facet)
    }
  return facets
}

/** How often each value of a field is proposed, most frequent first. */
export function valueFacets(
  files: readonly PlanFile[]
): { field: ChangeField; value: string; facet: Facet }[] {
  const facets = new Map<string, { field: ChangeField; value: string; facet: Facet }>()
  for (const { changes } of files)
    // Every file has a place of its own: to choose among them is to choose files.
    for (const change of changes.filter(({ field }) => field !== 'path'))
      for (const value of offeredBy(change)) {
        const key = `${change.field} ${value}`
        const known = facets.get(key) ?? { field: change.field, value, facet: { changes: 0, accepted: 0 } }
        known.facet.changes++
        if (change.accepted && change.after.includes(value)) known.facet.accepted++
        facets.set(key, known)
      }
  return [...facets.values()].sort(
    (a, b) => b.facet.changes - a.facet.changes || say.numbers.compare(a.value, b.value)
  )
}
