import { jsonResults, noteAnswer, printAnswer } from './answer.ts'
import { exitCodes, type ExitCode } from './exit-codes.ts'
import { printJson, type Session } from './session.ts'

/** What a table or a document holds unless told otherwise. */
export const usualLimit = 20
/** How many of the closest a table shows where nothing stands out. */
const closest = 5

/**
 * `earshot search TEXT… [--limit N] [--all]`: tracks that sound like the words, best first. A table ends where the good
 * results end unless a limit was asked for; a document goes on and says where that is.
 */
export async function search(
  session: Session,
  words: string[],
  options: { limit?: number; all?: boolean }
): Promise<ExitCode> {
  const { engine, terminal, signal } = session
  const all = options.all ?? false
  const query = words.join(' ')
  const found = await engine.call(
    'search.query',
    { text: query, limit: options.limit ?? usualLimit, all },
    signal
  )
  // `all` goes past the limit; one that was given all the same is meant.
  const hits = options.limit === undefined ? found.hits : found.hits.slice(0, options.limit)
  await noteAnswer(session, found)
  if (session.json) {
    return printJson(terminal, { query, results: await jsonResults(engine, hits), cut: found.cut })
  }
  const toTheLine = all || options.limit !== undefined ? hits : hits.slice(0, found.cut || closest)
  await printAnswer(session, { ...found, hits: toTheLine })
  if (toTheLine.length < hits.length) terminal.note('Weaker ones follow: add --all or --limit N to see them.')
  return exitCodes.ok
}
