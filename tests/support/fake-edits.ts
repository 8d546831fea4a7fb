import { customName, isCustomField, type FileField } from '#contract/change-fields.ts'
import type { EditedField, KnownValue, TrackTags } from '#contract/edits.ts'
import type { Input } from '#contract/requests.ts'
import type { PlanChange, PlanFile } from '#contract/tagging.ts'
import { detailOf } from './fake-library.ts'

/** What the made-up files say, and what comes of editing them by hand. */

export function trackTagsOf(id: number): TrackTags {
  const { path, title, artist, album, genres, year } = detailOf(id, true)
  const fields = { title: [title], artist: [artist], album: [album], genre: genres, year: [String(year)] }
  const custom = [{ name: 'LABEL', values: ['Made up'] }]
  return { id, path, container: 'flac', fields, custom, failure: null }
}

/** Of a hundred tracks. */
export function knownOf(field: string, begins: string, limit: number): KnownValue[] {
  const counts = new Map<string, number>()
  for (let id = 1; id <= 100; id++) {
    for (const value of trackTagsOf(id).fields[field as 'title'] ?? []) {
      if (value.toLowerCase().startsWith(begins.toLowerCase()))
        counts.set(value, (counts.get(value) ?? 0) + 1)
    }
  }
  const known = [...counts].map(([value, tracks]) => ({ value, tracks }))
  return known.sort((a, b) => b.tracks - a.tracks).slice(0, limit)
}

/** The steps that only need a field and values; what the others come to is the engine's matter. */
export function editedFiles(edits: Input<'plans.byHand'>['edits']): PlanFile[] {
  return edits.flatMap(({ ids, steps }) =>
    ids.flatMap(id => {
      const { path, title, artist } = detailOf(id, true)
      const changes = steps.flatMap((step, place) => {
        if (step.do !== 'set' && step.do !== 'add' && step.do !== 'remove') return []
        const before = valuesIn(trackTagsOf(id), step.field)
        const after = stepped(before, step)
        if (after.join('\0') === before.join('\0')) return []
        const change: PlanChange = {
          id: 2_000_000 + id * 100 + place,
          field: step.field,
          before,
          after,
          reasons: [],
          accepted: true,
          state: 'open',
          failure: null
        }
        return [change]
      })
      const file = { id: 20_000 + id, trackId: id, path, title, artist, large: false, charset: null, changes }
      return changes.length > 0 ? [file] : []
    })
  )
}

function stepped(before: string[], step: { do: 'set' | 'add' | 'remove'; values: string[] }): string[] {
  if (step.do === 'set') return step.values
  if (step.do === 'add') return [...new Set([...before, ...step.values])]
  return before.filter(value => !step.values.includes(value))
}

function valuesIn({ fields, custom }: TrackTags, field: FileField): string[] {
  if (!isCustomField(field)) return fields[field] ?? []
  return custom.find(({ name }) => name.toUpperCase() === customName(field).toUpperCase())?.values ?? []
}

/** Numbers, capitals and what only needs a field and values; what the others come to is the engine's matter. */
export function triedOf({ steps, tracks }: Input<'tags.preview'>): EditedField[] {
  return tracks.flatMap(({ id, fields }, at) =>
    steps.flatMap(step => {
      if (step.do === 'number')
        return [{ id, field: 'trackNumber' as const, values: [`${at + 1}/${tracks.length}`] }]
      if (step.do !== 'case') return []
      return step.fields.flatMap(field => {
        const before = fields.find(one => one.field === field)?.values ?? []
        const values = before.map(value => value.toUpperCase())
        return before.join() === values.join() ? [] : [{ id, field, values }]
      })
    })
  )
}
