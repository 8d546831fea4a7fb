import type { Reliability } from '#contract/tagging.ts'

/** How many of three marks a term's reliability earns; 0 was never measured. */
export function trustLevel({ source, precision, auc }: Reliability): 0 | 1 | 2 | 3 {
  if (source === 'none') return 0
  if (source === 'marked') return 3
  if (precision !== null) return precision >= 0.8 ? 3 : precision >= 0.6 ? 2 : 1
  if (auc !== null) return auc >= 0.9 ? 3 : auc >= 0.75 ? 2 : 1
  return 0
}
