import type { TaughtAnswer, TaughtTag, TaughtTrack } from '#contract/tagging.ts'

/** A line of a taught tag's page. */
export type TaughtRow =
  | { kind: 'head'; of: 'ask' | 'ranked' | 'examples' }
  | { kind: 'line' }
  | { kind: 'track'; track: TaughtTrack; asked: boolean }

/** Examples a tag needs before its reliability can be measured; other tracks stand in for a no. */
const leastYes = 3

/** What is asked comes first, then the tracks with the line between them. */
export function taughtRows({ tag, tracks, cut, ask }: TaughtAnswer): TaughtRow[] {
  const row = (track: TaughtTrack): TaughtRow => ({ kind: 'track', track, asked: false })
  const asked = ask.map((track): TaughtRow => ({ kind: 'track', track, asked: true }))
  const learnt = tag.reliability !== null
  return [
    ...(asked.length ? [{ kind: 'head', of: 'ask' } as const, ...asked] : []),
    ...(tracks.length ? [{ kind: 'head', of: learnt ? 'ranked' : 'examples' } as const] : []),
    ...tracks.slice(0, cut).map(row),
    ...(learnt && cut < tracks.length ? [{ kind: 'line' } as const] : []),
    ...tracks.slice(cut).map(row)
  ]
}

/** How many more tracks it needs a yes for before it can say how often it is right. */
export const needs = (tag: TaughtTag): number => (tag.reliability ? 0 : Math.max(0, leastYes - tag.yes))
