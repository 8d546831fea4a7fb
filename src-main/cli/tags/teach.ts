import { resolve } from 'node:path'
import type { Caller } from '#contract/bridge.ts'
import { EarshotError } from '#contract/errors.ts'
import type { Mark, TaughtAnswer, TaughtTag, TaughtTrack } from '#contract/tagging.ts'
import { exitCodes, type ExitCode } from '../exit-codes.ts'
import { usualLimit } from '../search/search.ts'
import { printJson, type Session } from '../session.ts'
import { tableLines, type Column } from '../terminal/table.ts'
import { countOf, formatTime, plain } from '../terminal/text.ts'

export interface TeachOptions {
  yes?: string[]
  no?: string[]
  unmark?: string[]
  ask?: boolean
  list?: boolean
  rename?: string
  remove?: boolean
  restore?: boolean
  limit?: number
}

/** Examples from which on a tag can tell what fits it. */
const enough = 3

/**
 * `earshot tag teach NAME [--yes FILE…] [--no FILE…] [--ask]`: marks examples, making the tag where there is none, and
 * shows what it has learnt from them. Or lists, renames, removes, restores.
 */
export async function tagTeach(
  session: Session,
  name: string | undefined,
  options: TeachOptions
): Promise<ExitCode> {
  const { engine, signal } = session
  if (name === undefined) {
    const named = Object.keys(options).find(option => option !== 'list' && option !== 'limit')
    if (named) throw new EarshotError('bad-request', `Say which tag: earshot tag teach NAME --${named} …`)
  }
  if (options.list || name === undefined) {
    return list(session, await engine.call('taught.list', { wait: true }, signal))
  }
  if (options.restore) {
    await engine.call('taught.restore', { name }, signal)
    const tag = await find(session, name)
    const restored = tag?.name ?? name
    return said(session, { restored, id: tag?.id }, `"${plain(restored)}" is back.`)
  }
  const known = await find(session, name)
  const marks: [Mark | null, string[]][] = [
    ['yes', options.yes ?? []],
    ['no', options.no ?? []],
    [null, options.unmark ?? []]
  ]
  const marking = marks.some(([mark, files]) => mark && files.length > 0)
  if (!known && (!(marking || options.ask) || options.remove || options.rename !== undefined)) {
    throw unknown(name)
  }
  const { id, name: before } = known ?? (await engine.call('taught.create', { name }, signal))
  if (options.rename !== undefined) {
    await engine.call('taught.rename', { id, name: options.rename }, signal)
    const renamed = options.rename.trim()
    return said(session, { renamed, id }, `"${plain(before)}" is now "${plain(renamed)}".`)
  }
  if (options.remove) {
    await engine.call('taught.remove', { id }, signal)
    return said(session, { removed: before, id }, `"${plain(before)}" is removed; --restore brings it back.`)
  }
  try {
    for (const [mark, files] of marks) {
      if (files.length > 0)
        await engine.call('taught.mark', { id, paths: files.map(file => resolve(file)), mark }, signal)
    }
  } catch (thrown) {
    // A name whose first files are unknown is no tag yet.
    if (!known) await engine.call('taught.remove', { id })
    throw thrown
  }
  const limit = options.limit ?? usualLimit
  const answer = await engine.call('taught.answer', { id, limit }, signal)
  return show(session, answer, { ask: options.ask ?? false })
}

async function find({ engine, signal }: Session, name: string): Promise<TaughtTag | undefined> {
  const tags = await engine.call('taught.list', {}, signal)
  // Case and accents make no other tag.
  return tags.find(tag => tag.name.localeCompare(name.trim(), 'en', { sensitivity: 'base' }) === 0)
}

function said({ terminal, json }: Session, document: object, sentence: string): ExitCode {
  if (json) return printJson(terminal, document)
  terminal.note(sentence)
  return exitCodes.ok
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
