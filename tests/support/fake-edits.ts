import { customField, sameFieldKey } from '#contract/change-fields.ts'
import type { Edit, KnownValue, TrackTags } from '#contract/edits.ts'
import type { PlanChange, PlanFile } from '#contract/tagging.ts'
import { applySteps, valuesOf, type EditedValues } from '../../src-main/core/tagging/edits/apply-steps.ts'
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

export function editedFiles(edits: readonly Edit[]): PlanFile[] {
  return edits.flatMap(({ ids, steps }) =>
    ids.flatMap(id => {
      const tags = trackTagsOf(id)
      const before = valuesIn(tags)
      const after = applySteps(steps, before)
      const changes = [...after.values()]
        .filter(({ field, values }) => valuesOf(before, field).join('\0') !== values.join('\0'))
        .map(({ field, values }, place): PlanChange => ({
          id: 2_000_000 + id * 100 + place,
          field,
          before: [...valuesOf(before, field)],
          after: [...values],
          reasons: [],
          accepted: true,
          state: 'open',
          failure: null
        }))
      const { path } = tags
      const { title, artist } = detailOf(id, true)
      const file = { id: 20_000 + id, trackId: id, path, title, artist, large: false, charset: null, changes }
      return changes.length > 0 ? [file] : []
    })
  )
}

function valuesIn({ fields, custom }: TrackTags): EditedValues {
  const all = [
    ...Object.entries(fields).map(([field, values]) => ({ field: field as 'title', values })),
    ...custom.map(({ name, values }) => ({ field: customField(name), values }))
  ]
  return new Map(all.map(one => [sameFieldKey(one.field), one]))
}
