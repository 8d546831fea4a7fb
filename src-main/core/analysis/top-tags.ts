/** Tag scores shown of one track. */
const most = 12

/**
 * The best tags of a track, best first, in standard deviations. Several trunks know some tags: each word stands once, with
 * its highest score, since a list with equal words cannot be keyed. A tag without a word is not shown.
 */
export function topTags(
  names: readonly string[],
  scores: ArrayLike<number>
): { tag: string; score: number }[] {
  const best = new Map<string, { tag: string; score: number }>()
  names.forEach((tag, at) => {
    const score = scores[at]
    const known = best.get(tag)
    if (tag !== '' && score !== undefined && (known === undefined || score > known.score))
      best.set(tag, { tag, score })
  })
  return [...best.values()].sort((a, b) => b.score - a.score).slice(0, most)
}
