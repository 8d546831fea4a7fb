import { resolve } from 'node:path'
import type { MovePreview } from '#contract/moves.ts'
import type { PlanFile } from '#contract/tagging.ts'
import { treeOf } from '#contract/tree.ts'
import { exitCodes, type ExitCode } from '../exit-codes.ts'
import { meantTracks } from '../library/meant-tracks.ts'
import { printJson, type Session } from '../session.ts'
import { codeOf, followJob, summarise, type JobSummary } from '../terminal/job-summary.ts'
import { countOf, formatCount, plain } from '../terminal/text.ts'
import { planFiles } from './plan-text.ts'

export interface RenameOptions {
  to?: string
  yes?: boolean
  limit?: number
}

const usualLimit = 200

/**
 * `earshot rename PATTERN QUERY|PATH… [--to FOLDER] [--yes]`: shows what files would be called as a tree, and plans it. The
 * plan is written with `--yes`, or later by its number.
 */
export async function rename(
  session: Session,
  pattern: string,
  words: string[],
  options: RenameOptions
): Promise<ExitCode> {
  const { engine, terminal, json, signal } = session
  const root = options.to === undefined ? undefined : resolve(options.to)
  const wish = { ids: await meantTracks(engine, words), pattern, root }
  const preview = await engine.call('plans.movePreview', wish, signal)
  if (preview.lines.length === 0) {
    if (json) return printJson(terminal, { plan: null, preview: countsOf(preview), moves: [], write: null })
    terminal.note('All of it is called so already.')
    return exitCodes.ok
  }
  const { plan, job } = await engine.call('plans.move', { name: `Names: ${pattern}`.slice(0, 200), ...wish })
  const planned = await followJob(session, job)
  if (!json) printPreview(session, preview, options.limit ?? usualLimit)
  let written: JobSummary | null = null
  let failed = false
  if (options.yes && preview.tracks + preview.along > 0 && planned.state === 'done') {
    const ended = await followJob(
      session,
      await engine.call('plans.write', { id: plan.id, keepTimes: false })
    )
    written = summarise(ended)
    failed = ended.failed > 0 || ended.state === 'failed'
  }
  const moves = await movesOf(planFiles(engine, plan.id))
  if (json) {
    const now = await engine.call('plans.get', { id: plan.id })
    printJson(terminal, { plan: now, preview: countsOf(preview), moves, write: written })
  } else if (written === null) {
    terminal.note(`Nothing is moved yet: "earshot tag write ${plan.id}" does it.`)
  } else {
    for (const { from, state, problem } of moves) {
      if (state === 'failed' && problem !== null) terminal.print(plain(`${from}: ${problem.message}`))
    }
    terminal.note('To take it back: "earshot tag history", then "earshot tag undo BATCH".')
  }
  return failed ? exitCodes.failed : codeOf(planned)
}

function printPreview({ terminal }: Session, preview: MovePreview, limit: number): void {
  const { lines, tracks, along, refused, stay, away, sheets } = preview
  const going = lines.filter(({ problem }) => problem === null)
  const tree = treeOf(going, ({ to }) => to)
  if (going.length > 0) terminal.print(plain(tree.root))
  for (const { depth, name, item } of tree.lines.slice(0, limit)) {
    const from = item === null ? '/' : `  ← ${below(item.from, tree.root)}`
    terminal.print(plain(`${'  '.repeat(depth + 1)}${name}${from}`))
  }
  const hidden = tracks + along - tree.lines.slice(0, limit).filter(({ item }) => item !== null).length
  if (hidden > 0) terminal.note(`${countOf(hidden, 'file')} more: add --limit N.`)
  for (const { from, problem } of lines) {
    if (problem !== null) terminal.print(plain(`refused: ${from}: ${problem.message}`))
  }
  for (const sheet of sheets) {
    terminal.note(plain(`${sheet} will name files that are called otherwise; it is left as it is.`))
  }
  const counts = [
    `${countOf(tracks, 'track')} and ${countOf(along, 'file')} beside them get another name`,
    ...(refused > 0 ? [`${formatCount(refused)} refused`] : []),
    ...(stay > 0 ? [`${formatCount(stay)} called so already`] : []),
    ...(away > 0 ? [`${formatCount(away)} not there`] : [])
  ]
  terminal.note(`${counts.join(', ')}.`)
}

/** The path of a file below a folder; the whole of it where it lies elsewhere. */
const below = (path: string, folder: string): string =>
  path.startsWith(folder) ? path.slice(folder.length).replace(/^[/\\]/, '') : path

const countsOf = ({
  tracks,
  along,
  refused,
  stay,
  away,
  sheets
}: MovePreview): Omit<MovePreview, 'lines'> => ({
  tracks,
  along,
  refused,
  stay,
  away,
  sheets
})

interface Move {
  trackId: number | null
  from: string
  to: string
  accepted: boolean
  state: PlanFile['changes'][number]['state']
  problem: PlanFile['changes'][number]['failure']
}

async function movesOf(files: AsyncIterable<PlanFile>): Promise<Move[]> {
  const moves: Move[] = []
  for await (const { trackId, changes } of files) {
    for (const { field, before, after, accepted, state, failure } of changes) {
      if (field !== 'path') continue
      moves.push({ trackId, from: before[0] ?? '', to: after[0] ?? '', accepted, state, problem: failure })
    }
  }
  // In the plan they stand by where they are now.
  return moves.sort((a, b) => (a.from < b.from ? -1 : 1))
}
