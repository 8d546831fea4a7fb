import type { Match } from './order.ts'

/** Who came and who went. */
export interface Difference {
  came: number[]
  went: number[]
}

/** What has to be written where all other members stand as they are stored. */
export interface MemberEdits {
  /** Tracks that left, or stand elsewhere now. */
  removed: number[]
  /** Places in the new members of those that came, or stand elsewhere now; lowest first. */
  placed: number[]
}

export function changesBetween(before: readonly number[], now: readonly number[]): Difference {
  const [old, fresh] = [new Set(before), new Set(now)]
  return { came: now.filter(id => !old.has(id)), went: before.filter(id => !fresh.has(id)) }
}

/** What an exchange comes to. `taken`: those that were taken out; `places`: where in `matches` those are that were put in. */
export function editsOf(
  matches: readonly Match[],
  taken: readonly Match[],
  places: readonly number[]
): Difference & { edits: MemberEdits } {
  const moved = new Map(taken.map(one => [one.id, one]))
  const came: number[] = []
  const placed: number[] = []
  const inside = new Set<number>()
  for (const place of places) {
    const { id, key } = matches[place]!
    const was = moved.get(id)
    inside.add(id)
    if (!was) came.push(id)
    // Sorted by the same as before: it stands where it stood.
    if (was?.key === key) moved.delete(id)
    else placed.push(place)
  }
  const went = taken.filter(one => !inside.has(one.id)).map(one => one.id)
  return { came, went, edits: { removed: [...moved.keys()], placed } }
}
