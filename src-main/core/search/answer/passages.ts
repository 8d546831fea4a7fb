import type { Moment, Passage } from '#contract/entities.ts'
import type { NameMatch } from '../words/name-match.ts'

/** The last passage of a file whose length nobody knows is taken to be so long, in seconds. */
const unknownLength = 60

interface Place {
  moment: Moment | null
  passage: Passage | null
}

/**
 * What to play, and the passage it lies in: one that was found by its words goes before the moment that sounds best.
 */
export function placeOf(
  moment: Moment | null,
  words: NameMatch | undefined,
  passages: readonly Passage[]
): Place {
  const named = words?.passage
  if (named !== undefined) {
    const { title, artist, start, end, duration } = named
    const until = end ?? Math.max(duration ?? 0, start + unknownLength)
    return { moment: { start, end: until }, passage: { title, artist, start, end } }
  }
  if (moment === null) return { moment, passage: null }
  const middle = (moment.start + moment.end) / 2
  return { moment, passage: passages.findLast(({ start }) => start <= middle) ?? null }
}
