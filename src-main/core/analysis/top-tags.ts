/** Tag scores shown of one track. */
const most = 12

/**
 * The best tags of a track, best first, in standard deviations. Two trunks name some tags alike ("metal", "Metal"): each
 * name stands once, with its higher score, since a list with equal names cannot be keyed.
 */
export function topTags(
  names: readonly string[],
  scores: ArrayLike<number>
): { tag: string; score: number }[] {
  const best = new Map<string, { tag: string; score: number }>()
  names.forEach((tag, at) => {
    const score = scores[at]
    const known = best.get(tag.toLowerCase())
    if (score !== undefined && (known === undefined || score > known.score))
      best.set(tag.toLowerCase(), { tag, score })
  })
  return [...best.values()].sort((a, b) => b.score - a.score).slice(0, most)
}
