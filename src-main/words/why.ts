import type { Reason } from '#contract/entities.ts'

/**
 * "calm piano, without drums, −rain": what put a track where it is, in the words of the query: what pulled it up, what was
 * not wanted and is not heard, what pulled it down; then what else is heard in it, and the filters it passed.
 */
export const whyText = (reasons: readonly Reason[]): string =>
  [...reasons]
    .sort((a, b) => place(a) - place(b))
    .map(text)
    .join(', ')

const place = ({ kind, effect }: Reason): number =>
  kind === 'filter' ? 3 : kind === 'tag' ? 2 : effect < 0 ? 1 : 0

function text({ kind, text: of, effect }: Reason): string {
  if (kind === 'negative' && effect >= 0) return `without ${of}`
  return effect < 0 && !of.startsWith('-') ? `−${of}` : of
}
