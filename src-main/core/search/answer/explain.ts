import type { Moment, Reason } from '#contract/entities.ts'
import { dot } from '../scoring/vectors.ts'
import type { NameMatch } from '../words/name-match.ts'
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

/** What is known of a track in an answer. */
export interface Found {
  /** The score of each wanted thing; none where it was found by its words alone. */
  parts: readonly number[]
  words: NameMatch | undefined
  /** The tower's tag scores; null where it was not heard. */
  tags: Float32Array | null
  /** Where each wanted thing is heard. */
  at?: readonly Moment[][]
}

/** What was asked, as far as it explains where a track stands. */
export interface Asked {
  wanted: readonly Wanted[]
  /** As they were written. */
  filters?: readonly string[]
  alpha: number
  related: readonly RelatedTag[]
}

/** What pulled a track up or down, strongest first, then what made no difference: the filters it passed. */
export function explain({ wanted, filters = [], alpha, related }: Asked, found: Found): Reason[] {
  const { parts, words, tags, at } = found
  const reasons: Reason[] = []
  if (words) reasons.push({ kind: 'words', text: words.text, effect: words.bonus })
  const positives = wanted.filter(one => !one.negative).length
  wanted.forEach(({ kind, text, negative }, i) => {
    const score = parts[i]
    if (score === undefined) return
    const heard = at?.[i] ?? []
    const effect = negative ? negativeEffect(score, positives, alpha) : score / positives
    const places = heard.length > 0 && (!negative || effect < 0) ? { at: heard } : {}
    reasons.push({
      kind: negative ? 'negative' : kind === 'seed' ? 'like' : 'sound',
      text,
      effect,
      ...places
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
  reasons.sort((a, b) => Math.abs(b.effect) - Math.abs(a.effect))
  return [...reasons, ...filters.map(text => ({ kind: 'filter' as const, text, effect: 0 }))]
}

/** Alone it is turned round; beside something wanted it counts only where it is heard. */
function negativeEffect(score: number, positives: number, alpha: number): number {
  if (positives === 0) return -score
  return score > 0 ? -alpha * score : 0
}
