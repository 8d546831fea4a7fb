import type { Suggestion } from '#contract/tagging.ts'
import { exitCodes, type ExitCode } from '../exit-codes.ts'
import { printJson, type Session } from '../session.ts'
import { printTable, type Column } from '../terminal/table.ts'
import { formatTime, plain } from '../terminal/text.ts'
import { trackNumbers } from '../library/track-numbers.ts'

const atOnce = 500

const columns: Column[] = [
  { title: 'file', elastic: 4, cut: 'start' },
  { title: 'group' },
  { title: 'term', elastic: 2 },
  { title: 'score', align: 'right' },
  { title: 'at', align: 'right' },
  { title: 'how sure', elastic: 3 }
]

/** `earshot tag suggest [FILE|FOLDER…] [--unsure]`: the terms that fit, with how far each can be trusted. */
export async function suggestTags(
  session: Session,
  paths: string[],
  options: { unsure?: boolean }
): Promise<ExitCode> {
  const { engine, terminal, signal } = session
  const ids = await trackNumbers(engine, paths)
  // What is taught is learnt first: here nobody asks a second time.
  await engine.call('taught.list', { wait: true }, signal)
  const found: { path: string; suggestions: Suggestion[] }[] = []
  let analysed = 0
  for (let first = 0; first < ids.length; first += atOnce) {
    const answers = await engine.call('tags.suggest', { ids: ids.slice(first, first + atOnce) }, signal)
    const names = await engine.call('library.paths', { ids: answers.map(({ id }) => id) })
    analysed += answers.length
    answers.forEach(({ suggestions }, i) => {
      const kept = suggestions.filter(one => one.sure || options.unsure)
      if (names[i] != null) found.push({ path: names[i], suggestions: kept })
    })
  }
  if (analysed < ids.length)
    terminal.note(`Listened to ${analysed} of ${ids.length} tracks; run "earshot analyse".`)
  if (session.json) return printJson(terminal, { tracks: found })
  const rows = found.flatMap(({ path, suggestions }) =>
    suggestions.map(one => [
      plain(path),
      one.group,
      plain(one.term),
      one.score.toFixed(1),
      one.moment ? formatTime(one.moment.start) : '',
      trust(one)
    ])
  )
  printTable(terminal, columns, rows)
  const without = found.filter(({ suggestions }) => suggestions.length === 0).length
  if (without > 0)
    terminal.note(`No sure term for ${without} of ${analysed}; --unsure shows what comes closest.`)
  return exitCodes.ok
}

/** "sure, 85 % right here", "unsure, never measured" */
function trust({ sure, written, reliability }: Pick<Suggestion, 'sure' | 'written' | 'reliability'>): string {
  const { source, precision, auc } = reliability
  if (source === 'marked') return 'sure, marked by you'
  const where =
    source === 'library' ? 'in this library' : source === 'model' ? 'on test music' : 'on examples'
  const known = sure && precision !== null ? `at least ${Math.round(precision * 100)} % right ${where}` : null
  const ranked = source === 'none' || auc === null ? 'never measured' : `AUC ${auc.toFixed(2)} ${where}`
  return [sure ? 'sure' : 'unsure', known ?? ranked, ...(written ? ['written already'] : [])].join(', ')
}
