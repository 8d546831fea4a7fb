import type { SmartRules } from '#contract/rules.ts'

/** A track that fits the rules. */
export interface Match {
  id: number
  /** What the sort compares; null comes last, whichever way. */
  key: string | number | null
  /** Seconds, 0 where it is not known. */
  duration: number
  bytes: number
}

/** The day by the machine's own clock, as a number that grows by one. */
export function dayOf(now: number): number {
  const date = new Date(now)
  return Math.floor(Date.UTC(date.getFullYear(), date.getMonth(), date.getDate()) / 86_400_000)
}

/** A number for a track that is another one each day: sorting by it shuffles. */
export function randomKey(seed: number, day: number, id: number): number {
  let t = (seed ^ Math.imul(day, 0x9e3779b1) ^ Math.imul(id, 0x85ebca6b)) | 0
  t = Math.imul(t ^ (t >>> 16), 0x7feb352d)
  t = Math.imul(t ^ (t >>> 15), 0x846ca68b)
  return (t ^ (t >>> 16)) >>> 0
}

function compare(a: Match, b: Match, sign: number): number {
  if (a.key === b.key) return a.id - b.id
  if (a.key === null) return 1
  if (b.key === null) return -1
  return a.key < b.key ? -sign : sign
}

/** In place. */
export function sorted(matches: Match[], { descending }: SmartRules['sort']): Match[] {
  const sign = descending ? -1 : 1
  return matches.sort((a, b) => compare(a, b, sign))
}

/** A sorted row after an exchange. */
interface Exchanged {
  matches: Match[]
  /** Those that were taken out. */
  taken: Match[]
  /** The place of each that came, in their order. */
  places: number[]
}

/** Takes some out of a sorted row and puts a few (sorted) in: many stay, and need no new sort and few comparisons. */
export function exchanged(
  row: readonly Match[],
  out: { has(id: number): boolean },
  come: readonly Match[],
  { descending }: SmartRules['sort']
): Exchanged {
  const sign = descending ? -1 : 1
  const stay: Match[] = []
  const taken: Match[] = []
  for (const one of row) (out.has(one.id) ? taken : stay).push(one)
  const matches: Match[] = []
  const places: number[] = []
  let next = 0
  for (const one of come) {
    let end = stay.length
    for (let low = next; low < end;) {
      const middle = (low + end) >> 1
      if (compare(stay[middle]!, one, sign) < 0) low = middle + 1
      else end = middle
    }
    while (next < end) matches.push(stay[next++]!)
    places.push(matches.push(one) - 1)
  }
  while (next < stay.length) matches.push(stay[next++]!)
  return { matches, taken, places }
}

/** The first of them, as many as the limit takes; one of unknown length has no place in a number of minutes. */
export function limited(matches: readonly Match[], limit: SmartRules['limit']): Match[] {
  if (!limit) return [...matches]
  if (limit.by === 'tracks') return matches.slice(0, Math.floor(limit.value))
  const most = limit.by === 'minutes' ? limit.value * 60 : limit.value
  const chosen: Match[] = []
  let sum = 0
  for (const one of matches) {
    const size = limit.by === 'minutes' ? one.duration : one.bytes
    if (size <= 0) continue
    if (sum + size > most) break
    sum += size
    chosen.push(one)
  }
  return chosen
}
