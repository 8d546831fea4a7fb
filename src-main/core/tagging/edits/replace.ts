import type { Step } from '#contract/edits.ts'
import { EarshotError } from '#contract/errors.ts'
import { escaped, replaceTimed } from '../expressions/timed.ts'

export type Replacing = Omit<Extract<Step, { do: 'replace' }>, 'do' | 'fields'>

const word = '[\\p{L}\\p{M}\\p{N}_]'

/** Throws bad-request for what is no expression. */
export function expressionOf({ find, regex, matchCase, whole }: Replacing): RegExp {
  const source = regex ? find : escaped(find)
  try {
    return new RegExp(whole ? `(?<!${word})(?:${source})(?!${word})` : source, matchCase ? 'gu' : 'giu')
  } catch (thrown) {
    const why = thrown instanceof Error ? thrown.message.replace(/^.*: /s, '') : ''
    throw new EarshotError('bad-request', `"${find}" is no expression (${why}).`)
  }
}

/** Texts with what is found replaced. Blocks; throws EndlessExpression once that takes longer than anybody waits. */
export function replaceIn(texts: readonly string[], how: Replacing): string[] {
  if (texts.length === 0) return []
  // A plain text goes in as it is, dollar signs too.
  const fresh = how.regex ? how.with : how.with.replaceAll('$', '$$$$')
  return replaceTimed(texts, expressionOf(how), fresh, how.find)
}
