import { resolve } from 'node:path'
import { jsonParts, jsonResults, noteAnswer, printAnswer, withOverview } from './answer.ts'
import { exitCodes, type ExitCode } from '../exit-codes.ts'
import { usualLimit } from './search.ts'
import { varietyOf, type SearchOptions } from './variety.ts'
import { printJson, type Session } from '../session.ts'

/** `earshot similar FILE… [--text WORDS] [--limit N]`: tracks that sound like these, bent by the words. */
export async function similar(
  session: Session,
  files: string[],
  options: SearchOptions & { text?: string }
): Promise<ExitCode> {
  const { engine, terminal, signal } = session
  const paths = files.map(file => resolve(file))
  const text = options.text ?? ''
  const asked = { paths, text, limit: options.limit ?? usualLimit, ...varietyOf(options) }
  const [answer, overview] = await withOverview(engine, engine.call('search.similar', asked, signal))
  await noteAnswer(session, answer, overview)
  if (session.json) {
    const results = await jsonResults(engine, answer.hits)
    return printJson(terminal, {
      files: paths,
      query: text,
      results,
      cut: answer.cut,
      ...jsonParts(answer)
    })
  }
  await printAnswer(session, answer)
  return exitCodes.ok
}
