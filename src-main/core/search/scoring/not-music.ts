const of = [
  'household',
  'office',
  'travel',
  'garden',
  'medical',
  'school',
  'legal',
  'kitchen',
  'computer',
  'vehicle'
]
const what = ['invoice', 'repair', 'appointment', 'equipment', 'statement', 'advice']

/**
 * Phrases that are no music, in the null beside a model's own, which all are: a track that lies near to anything at all
 * stands out from these no more than from those. With them more of what is understood gets a band, and the order of
 * the best stays (docs/trust.md).
 */
export const notMusic: readonly string[] = of.flatMap(one => what.map(other => `${one} ${other}`))
