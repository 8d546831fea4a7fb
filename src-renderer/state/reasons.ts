import type { QueryPart, Reason } from '#contract/entities.ts'

/**
 * What pulled a track up, in a few words for its row, strongest first. Where the query is one phrase, the phrase says
 * nothing that the reader did not write, and gives way to anything else that is known.
 */
export function whyWords(reasons: Reason[], parts: QueryPart[], nameOf: (text: string) => string): string {
  const up = reasons.filter(reason => reason.effect > 0).sort((a, b) => b.effect - a.effect)
  const phrases = parts.filter(part => part.kind === 'sound' && !part.negative).length
  const telling = phrases > 1 ? up : up.filter(reason => reason.kind !== 'sound')
  return (telling.length ? telling : up).map(reason => nameOf(reason.text)).join(' · ')
}
