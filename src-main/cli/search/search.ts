import { asksForMoments } from '#contract/moments.ts'
import {
  isDoubtful,
  jsonParts,
  jsonResults,
  leftOut,
  noteAnswer,
  printAnswer,
  withOverview
} from './answer.ts'
import { exitCodes, type ExitCode } from '../exit-codes.ts'
import { resultText } from '../../words/index.ts'
import { printJson, type Session } from '../session.ts'
import { moments } from './moments.ts'
import { varietyOf, type SearchOptions } from './variety.ts'
import { plain } from '../terminal/text.ts'

/** What a table or a document holds unless told otherwise. */
export const usualLimit = 20
/** How many of the closest a table shows where nothing stands out. */
const closest = 5

/**
 * `earshot search TEXT… [--limit N] [--all] [--per-artist N] [--diversity N] [--versions]`: tracks that sound like the words, best first. A table ends where the good
 * results end unless a limit was asked for; a document goes on and says where that is. Where nothing is left of what was
 * asked, it fails: a script that names a playlist which is gone would be given the whole library.
 */
export async function search(
  session: Session,
  words: string[],
  options: SearchOptions & { all?: boolean }
): Promise<ExitCode> {
  const { engine, terminal, signal } = session
  const all = options.all ?? false
  const query = words.join(' ')
  if (asksForMoments(query)) return moments(session, words, options)
  const asked = { text: query, limit: options.limit ?? usualLimit, all, ...varietyOf(options) }
  const [found, overview] = await withOverview(engine, engine.call('search.query', asked, signal))
  const wrong = leftOut(found)
  if (wrong.length > 0 && wrong.length === found.parts.length) {
    for (const { text, expected } of wrong) terminal.note(`${plain(text)}: expected ${plain(expected)}.`)
    if (session.json) printJson(terminal, { query, results: [], cut: 0, found: found.found, leftOut: wrong })
    return exitCodes.failed
  }
  // `all` goes past the limit; one that was given all the same is meant.
  const hits = options.limit === undefined ? found.hits : found.hits.slice(0, options.limit)
  await noteAnswer(session, found, overview)
  if (session.json) {
    return printJson(terminal, {
      query,
      results: await jsonResults(engine, hits),
      cut: found.cut,
      ...jsonParts(found)
    })
  }
  const toTheLine = all || options.limit !== undefined ? hits : hits.slice(0, found.cut || closest)
  await printAnswer(session, { ...found, hits: toTheLine })
  if (toTheLine.length < hits.length) terminal.note(resultText.more(isDoubtful(found)))
  return exitCodes.ok
}
