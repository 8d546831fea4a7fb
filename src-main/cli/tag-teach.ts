import { resolve } from 'node:path'
import type { Caller } from '#contract/bridge.ts'
import { EarshotError } from '#contract/errors.ts'
import type { Mark, TaughtAnswer, TaughtTag, TaughtTrack } from '#contract/tagging.ts'
import { exitCodes, type ExitCode } from './exit-codes.ts'
import { usualLimit } from './search.ts'
import { printJson, type Session } from './session.ts'
import { tableLines, type Column } from './table.ts'
import { countOf, formatTime, plain } from './text.ts'

export interface TeachOptions {
  yes?: string[]
  no?: string[]
  ask?: boolean
  list?: boolean
  remove?: boolean
  limit?: number
}

/** Examples from which on a tag can tell what fits it. */
const enough = 3

/**
 * `earshot tag teach NAME [--yes FILE…] [--no FILE…] [--ask] [--remove]`, or `--list`: marks examples, making the tag
 * where there is none, and shows what it has learnt from them.
 */
export async function tagTeach(
  session: Session,
  name: string | undefined,
  options: TeachOptions
): Promise<ExitCode> {
  const { engine, terminal, signal } = session
  const tags = await engine.call('taught.list', {}, signal)
  if (options.list || name === undefined) return list(session, tags)
  const known = tags.find(tag => tag.name.toLowerCase() === name.trim().toLowerCase())
  const marks: [Mark, string[]][] = [
    ['yes', options.yes ?? []],
    ['no', options.no ?? []]
  ]
  const marking = marks.some(([, files]) => files.length > 0)
  if (options.remove) {
    if (!known) throw unknown(name)
    await engine.call('taught.remove', { id: known.id }, signal)
    if (session.json) return printJson(terminal, { removed: known.name, id: known.id })
    terminal.note(`"${plain(known.name)}" is removed; its examples are kept.`)
    return exitCodes.ok
  }
  if (!known && !marking && !options.ask) throw unknown(name)
  const { id } = known ?? (await engine.call('taught.create', { name }, signal))
  for (const [mark, files] of marks) {
    if (files.length > 0)
      await engine.call('taught.mark', { id, paths: files.map(file => resolve(file)), mark }, signal)
  }
  return show(
    session,
    await engine.call('taught.answer', { id, limit: options.limit ?? usualLimit }, signal),
    {
      ask: options.ask ?? false
    }
  )
}

const unknown = (name: string): EarshotError =>
  new EarshotError('not-found', `There is no taught tag "${name}"; give it examples with --yes FILE.`)

function list({ terminal, json }: Session, tags: TaughtTag[]): ExitCode {
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
  if (tags.length > 0) for (const line of tableLines(heads, rows, terminal.columns)) terminal.print(line)
  return exitCodes.ok
}

async function show(
  { engine, terminal, json }: Session,
  answer: TaughtAnswer,
  { ask }: { ask: boolean }
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
  const head = terminal.columns === null ? 0 : 1
  tableLines(heads, cells, terminal.columns).forEach((line, i) => {
    terminal.print(line)
    if (!ask && head === 1 && cut > 0 && i === cut && cut < shown.length) terminal.print('── weaker below ──')
  })
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
