/** Rows that are chosen together, by number. */
export type Chosen = ReadonlySet<number>

export const noneChosen: Chosen = new Set()

export const allOf = (ids: ArrayLike<number>): Chosen => new Set(Array.from(ids))

/** With this one too, or without it where it is chosen already. */
export function toggled(ids: readonly number[], id: number): Chosen {
  const chosen = new Set(ids)
  if (!chosen.delete(id)) chosen.add(id)
  return chosen
}

/** Everything between two places, both among it, whichever comes first. */
export const stretch = (ids: ArrayLike<number>, from: number, to: number): Chosen =>
  new Set(Array.from(ids).slice(Math.min(from, to), Math.max(from, to) + 1))

/** What is chosen and listed, in the order of the list; none where that is not more than one. */
export function listed(ids: ArrayLike<number>, chosen: Chosen): number[] {
  if (chosen.size < 2) return []
  const found = Array.from(ids).filter(id => chosen.has(id))
  return found.length > 1 ? found : []
}
