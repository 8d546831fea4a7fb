import type { Caller } from '#contract/bridge.ts'
import { EarshotError } from '#contract/errors.ts'
import { plain } from '../terminal/text.ts'
import { leftOut } from './answer.ts'

const most = 100_000

/**
 * Tracks that a search finds, as far as its results are good ones: never more than what was asked for. Throws bad-request
 * where a part of it is not understood.
 */
export async function goodHits(engine: Caller, text: string, signal?: AbortSignal): Promise<number[]> {
  const answer = await engine.call('search.query', { text, limit: most }, signal)
  const [wrong] = leftOut(answer)
  if (wrong === undefined) return answer.hits.slice(0, answer.cut).map(({ id }) => id)
  throw new EarshotError(
    'bad-request',
    `"${plain(wrong.text)}" is not understood (expected ${plain(wrong.expected)}).`
  )
}
