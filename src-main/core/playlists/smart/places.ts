/** Room between two members, so that one can come between them without the rest being written again. */
const gap = 1 << 16

export interface PlaceChange {
  /** Members that are gone, or have another place now. */
  removed: number[]
  /** Members that are new, or have another place now. */
  placed: { id: number; place: number }[]
}

/**
 * What has to be written so that the stored members come in the new order: as little as can be. `before`: the stored
 * ones with their places, lowest first.
 */
export function changePlaces(
  before: readonly { id: number; place: number }[],
  members: readonly number[]
): PlaceChange {
  const old = new Map(before.map(one => [one.id, one.place]))
  const stays = longestRising(members.map(id => old.get(id) ?? -1))
  const staying = new Set(members.filter((_, i) => stays[i]))
  const removed = before.filter(one => !staying.has(one.id)).map(one => one.id)
  const placed: PlaceChange['placed'] = []
  let low = -gap
  for (let i = 0; i < members.length;) {
    if (stays[i]) {
      low = old.get(members[i++]!)!
      continue
    }
    let end = i
    while (end < members.length && !stays[end]) end++
    const coming = end - i
    const high = end < members.length ? old.get(members[end]!)! : low + gap * (coming + 1)
    const room = Math.floor((high - low) / (coming + 1))
    // No room: everything gets new places.
    if (room < 1)
      return {
        removed: before.map(one => one.id),
        placed: members.map((id, at) => ({ id, place: at * gap }))
      }
    for (let k = 1; i < end; k++) placed.push({ id: members[i++]!, place: low + k * room })
  }
  return { removed, placed }
}

/**
 * Places for members that come between others which stay as they are stored. `placed`: where in `members` they are,
 * lowest first. Null where there is no room, or a neighbour is not stored: then all of them have to be compared.
 */
export function placesBetween(
  members: readonly number[],
  placed: readonly number[],
  placeOf: (id: number) => number | undefined
): PlaceChange['placed'] | null {
  const found: PlaceChange['placed'] = []
  for (let i = 0; i < placed.length;) {
    const first = placed[i]!
    let coming = 1
    while (placed[i + coming] === first + coming) coming++
    const low = first === 0 ? -gap : placeOf(members[first - 1]!)
    const next = first + coming
    if (low === undefined) return null
    const high = next < members.length ? placeOf(members[next]!) : low + gap * (coming + 1)
    if (high === undefined) return null
    const room = Math.floor((high - low) / (coming + 1))
    if (room < 1) return null
    for (let k = 1; k <= coming; k++) found.push({ id: members[first + k - 1]!, place: low + k * room })
    i += coming
  }
  return found
}

/** Which of the values (not below 0) make the longest row that rises. */
function longestRising(values: readonly number[]): boolean[] {
  const tails: number[] = []
  const previous = new Int32Array(values.length).fill(-1)
  values.forEach((value, i) => {
    if (value < 0) return
    let low = 0
    let high = tails.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (values[tails[middle]!]! < value) low = middle + 1
      else high = middle
    }
    if (low > 0) previous[i] = tails[low - 1]!
    tails[low] = i
  })
  const inside = values.map(() => false)
  for (let i = tails.at(-1) ?? -1; i >= 0; i = previous[i]!) inside[i] = true
  return inside
}
