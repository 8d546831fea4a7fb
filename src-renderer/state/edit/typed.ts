import {
  customField,
  customName,
  isCustomField,
  sameFieldKey,
  type FileField
} from '#contract/change-fields.ts'
import { isTextOf } from '#contract/tag-texts.ts'
import type { Edit, Step, TrackTags } from '#contract/edits.ts'

/** What somebody typed over the tags of some files, before anything is planned. */

export type Values = readonly string[]

/** A field of a track and what it is to say; nothing takes it out. */
export interface Cell {
  id: number
  field: FileField
  values: Values
}

/** By track and `sameFieldKey`. What is not in it stays as the file has it. */
export type Typed = ReadonlyMap<number, ReadonlyMap<string, Cell>>

export const nothingTyped: Typed = new Map()

export const sameValues = (a: Values, b: Values): boolean =>
  a.length === b.length && a.every((value, at) => value === b[at])

/** What the file says. */
export function written(track: TrackTags | undefined, field: FileField): Values {
  if (!track) return []
  if (!isCustomField(field)) return track.fields[field] ?? []
  const wanted = customName(field).toUpperCase()
  return track.custom.find(({ name }) => name.toUpperCase() === wanted)?.values ?? []
}

export const typedIn = (typed: Typed, id: number, field: FileField): Values | undefined =>
  typed.get(id)?.get(sameFieldKey(field))?.values

/** With these cells; what is as the file has it is typed no more. */
export function typing(typed: Typed, cells: readonly Cell[], before: (cell: Cell) => Values): Typed {
  const all = new Map(typed)
  const touched = new Map<number, Map<string, Cell>>()
  for (const cell of cells) {
    const own = touched.get(cell.id) ?? new Map(typed.get(cell.id))
    touched.set(cell.id, own)
    if (sameValues(cell.values, before(cell))) own.delete(sameFieldKey(cell.field))
    else own.set(sameFieldKey(cell.field), cell)
  }
  for (const [id, own] of touched) {
    if (own.size) all.set(id, own)
    else all.delete(id)
  }
  return all
}

/** Tracks by their number. */
export const byId = (tracks: readonly TrackTags[]): ReadonlyMap<number, TrackTags> =>
  new Map(tracks.map(track => [track.id, track]))

/** What was typed, as steps; tracks with the same steps go together. */
export function editsOf(typed: Typed, ids: readonly number[]): Edit[] {
  const edits = new Map<string, Edit>()
  for (const id of ids) {
    const cells = [...(typed.get(id)?.values() ?? [])]
    if (!cells.length) continue
    const steps = cells.map(({ field, values }): Step => ({ do: 'set', field, values: [...values] }))
    const key = JSON.stringify(steps)
    const known = edits.get(key)
    if (known) known.ids.push(id)
    else edits.set(key, { ids: [id], steps })
  }
  return [...edits.values()]
}

/** Free names that one of the tracks has, or that were typed, in the order in which they come. */
export function freeFields(tracks: readonly TrackTags[], typed: Typed): FileField[] {
  const found = new Map<string, FileField>()
  const add = (field: FileField): unknown =>
    found.has(sameFieldKey(field)) || found.set(sameFieldKey(field), field)
  for (const { id, custom } of tracks) {
    for (const { name } of custom) add(customField(name))
    for (const { field } of typed.get(id)?.values() ?? []) if (isCustomField(field)) add(field)
  }
  return [...found.values()]
}

/** How many values their field does not take. */
export function wrongValues(typed: Typed): number {
  let wrong = 0
  for (const cells of typed.values())
    for (const { field, values } of cells.values())
      wrong += values.filter(value => !isTextOf(field, value)).length
  return wrong
}

/** Values of one field over some tracks: what all have, or what each has. */
export interface Shared {
  /** Whether all of them say the same. */
  same: boolean
  /** Each value with how many have it, in the order in which they come. */
  values: { value: string; tracks: number }[]
  /** The first of them where all are the same. */
  all: Values
}

export function sharedValues(all: readonly Values[]): Shared {
  const counts = new Map<string, number>()
  for (const values of all) for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  const [first = []] = all
  return {
    same: all.every(values => sameValues(values, first)),
    all: first,
    values: [...counts].map(([value, tracks]) => ({ value, tracks }))
  }
}
