import type { Reason } from '#contract/entities.ts'
import { dot } from '../scoring/vectors.ts'
import type { WordMatch } from '../words/word-search.ts'
import type { Wanted } from './question.ts'

/** Words of the tags with their vectors, in the order of the audio tower's tag scores; empty for one that says nothing. */
export interface TagNames {
  names: string[]
  vectors: Float32Array[]
}

export interface RelatedTag {
  name: string
  /** Places of its scores: one in each trunk that knows it. */
  places: number[]
  /** Its share of what the words mean, among all related tags. */
  weight: number
}

/** Below these a tag says nothing about the query, or the track nothing about the tag; standard deviations. */
const relatedFrom = 1.2
const heardFrom = 0.5
const mostTags = 3

/** The tags whose names mean something close to the wanted phrases. */
export function relatedTags(tags: TagNames | null, wanted: readonly Wanted[]): RelatedTag[] {
  const best = new Map<string, RelatedTag>()
  for (const one of wanted) {
    if (!tags || one.kind !== 'phrase' || one.negative) continue
    const near = tags.vectors.map(vector => dot(vector, one.vector))
    const mean = near.reduce((sum, x) => sum + x, 0) / near.length
    const deviation = Math.sqrt(near.reduce((sum, x) => sum + (x - mean) ** 2, 0) / near.length)
    near.forEach((value, index) => {
      const weight = (value - mean) / deviation
      const name = tags.names[index]!
      if (name === '' || weight < relatedFrom || weight <= (best.get(name)?.weight ?? 0)) return
      best.set(name, { name, places: placesOf(tags, name), weight })
    })
  }
  const related = [...best.values()].sort((a, b) => b.weight - a.weight).slice(0, 8)
  const sum = related.reduce((total, tag) => total + tag.weight, 0)
  return related.map(tag => ({ ...tag, weight: tag.weight / sum }))
}

const placesOf = ({ names }: TagNames, name: string): number[] =>
  names.flatMap((one, at) => (one === name ? [at] : []))

/** What pulled a track up or down, strongest first. `parts`: the score of each wanted thing. */
export function explain(
  wanted: readonly Wanted[],
  parts: readonly number[],
  alpha: number,
  words: WordMatch | undefined,
  related: readonly RelatedTag[],
  tags: Float32Array | null
): Reason[] {
  const reasons: Reason[] = []
  if (words) reasons.push({ kind: 'words', text: words.text, effect: words.bonus })
  const positives = wanted.filter(one => !one.negative).length
  wanted.forEach((one, i) => {
    const score = parts[i]
    if (score === undefined) return
    if (one.negative) {
      const effect = positives === 0 ? -score : -alpha * Math.max(0, score)
      if (effect !== 0) reasons.push({ kind: 'negative', text: one.text, effect })
    } else
      reasons.push({
        kind: one.kind === 'seed' ? 'like' : 'sound',
        text: one.text,
        effect: score / positives
      })
  })
  if (tags) {
    const analysed = related
      .map(({ name, places, weight }) => ({ name, weight, score: Math.max(...places.map(at => tags[at]!)) }))
      .filter(({ score }) => score >= heardFrom)
      .map(({ name, weight, score }) => ({ kind: 'tag' as const, text: name, effect: weight * score }))
    analysed.sort((a, b) => b.effect - a.effect)
    reasons.push(...analysed.slice(0, mostTags))
  }
  return reasons.sort((a, b) => Math.abs(b.effect) - Math.abs(a.effect))
}
