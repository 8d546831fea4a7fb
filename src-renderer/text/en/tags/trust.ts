import type { Reliability } from '#contract/tagging.ts'
import { counted } from '../numbers.ts'

const measuredOn: Record<Reliability['source'], string> = {
  library: 'your own tags',
  model: 'other music',
  examples: 'your examples',
  marked: 'your mark',
  none: ''
}
const of10 = (share: number): string => {
  const right = Math.floor(share * 10 + 1e-9)
  return right === 0 ? 'fewer than 1 of 10' : `${right} of 10`
}

/** How far a term can be trusted, and how we know, in one line. */
export function trust({ source, precision, auc, examples }: Reliability): string {
  if (source === 'marked') return 'You marked this track yourself'
  const on = `on ${measuredOn[source]} (${counted(examples, 'track')})`
  if (source !== 'none' && precision !== null) return `${of10(precision)} right ${on}`
  if (source !== 'none' && auc !== null) return `${of10(auc)} times the right track comes first, ${on}`
  return 'Never measured: not proposed by itself'
}

const shortOn: Record<Reliability['source'], string> = {
  library: 'your tags',
  model: 'other music',
  examples: 'your examples',
  marked: 'marked by you',
  none: ''
}

/** The same for a narrow column. */
export function trustShort({ source, precision, auc }: Reliability): string {
  if (source === 'marked') return shortOn.marked
  const share = precision ?? auc
  return source === 'none' || share === null ? 'not measured' : `${of10(share)} · ${shortOn[source]}`
}
