import type { Caller } from '#contract/bridge.ts'
import type { TaughtAnswer, TaughtTag, TaughtTrack } from '#contract/tagging.ts'
import { exitCodes, type ExitCode } from '../exit-codes.ts'
import { printJson, type Session } from '../session.ts'
import { printTable, type Column } from '../terminal/table.ts'
import { countOf, formatTime, plain } from '../terminal/text.ts'

/** Examples from which on a tag can tell what fits it. */
const enough = 3

/** All taught tags, with what is known of them. */
export function listTaught({ terminal, json }: Session, tags: TaughtTag[]): ExitCode {
  if (json) return printJson(terminal, { tags })
  if (tags.length === 0) terminal.note('Nothing has been taught yet.')
  const heads: Column[] = [
    { title: 'tag', elastic: 1 },
    { title: 'yes', align: 'right' },
    { title: 'no', align: 'right' },
    { title: 'AUC', align: 'right' },
    { title: 'found', align: 'right' }
  ]
  const rows = tags.map(({ name, yes, no, reliability, found }) => [
    plain(name),
    String(yes),
    String(no),
    reliability?.auc?.toFixed(2) ?? '',
    found === null ? '' : String(found)
  ])
  printTable(terminal, heads, rows)
  return exitCodes.ok
}

/** What fits a tag, or with `ask` the tracks whose mark would teach it most. */
export async function showTaught(
  { engine, terminal, json }: Session,
  answer: TaughtAnswer,
  ask: boolean
): Promise<ExitCode> {
  const { tag, tracks, cut } = answer
  if (json) {
    return printJson(terminal, {
      tag,
      tracks: await withPaths(engine, tracks),
      cut,
      ask: await withPaths(engine, answer.ask)
    })
  }
  terminal.note(saidOf(tag))
  const shown = ask ? answer.ask : tracks
  const cells = (await withPaths(engine, shown)).map(({ path, probability, mark, moment }) => [
    probability.toFixed(2),
    mark ?? '',
    moment ? formatTime(moment.start) : '',
    plain(path)
  ])
  const heads: Column[] = [
    { title: 'fits', align: 'right' },
    { title: 'mark' },
    { title: 'at', align: 'right' },
    { title: 'file', elastic: 1, cut: 'start' }
  ]
  printTable(terminal, heads, cells, ask ? 0 : cut)
  if (ask) terminal.note('Mark these with --yes FILE or --no FILE: they teach it most.')
  return exitCodes.ok
}

function saidOf({ name, yes, no, reliability, found }: TaughtTag): string {
  const marks = `"${plain(name)}": ${yes} yes, ${no} no`
  if (yes < enough)
    return `${marks}. ${countOf(enough - yes, 'more yes', 'more yes')} until it can be relied on.`
  if (!reliability) return `${marks}. A yes from another album is needed to test it.`
  const { auc, precision } = reliability
  const right = precision === null ? '' : `, at least ${Math.round(precision * 100)} % right above the line`
  return `${marks}. Tested on examples it had not seen: AUC ${auc?.toFixed(2) ?? '?'}${right}. ${countOf(found ?? 0, 'more track')} found.`
}

async function withPaths(engine: Caller, tracks: TaughtTrack[]): Promise<(TaughtTrack & { path: string })[]> {
  const paths = await engine.call('library.paths', { ids: tracks.map(({ id }) => id) })
  return tracks.flatMap((track, i) => {
    const path = paths[i]
    return path == null ? [] : [{ ...track, path }]
  })
}
