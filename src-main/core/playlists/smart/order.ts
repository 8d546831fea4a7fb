import type { SmartRules } from '#contract/playlists.ts'

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

/** Two sorted rows as one: a few that come to many that stay need no new sort. */
export function merged(stay: Match[], come: Match[], { descending }: SmartRules['sort']): Match[] {
  if (come.length === 0) return stay
  const sign = descending ? -1 : 1
  const all: Match[] = []
  let next = 0
  for (const one of stay) {
    while (next < come.length && compare(come[next]!, one, sign) < 0) all.push(come[next++]!)
    all.push(one)
  }
  while (next < come.length) all.push(come[next++]!)
  return all
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
