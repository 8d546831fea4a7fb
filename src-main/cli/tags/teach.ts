import { resolve } from 'node:path'
import { EarshotError } from '#contract/errors.ts'
import type { Mark, TaughtTag } from '#contract/tagging.ts'
import { exitCodes, type ExitCode } from '../exit-codes.ts'
import { usualLimit } from '../search/search.ts'
import { printJson, type Session } from '../session.ts'
import { plain } from '../terminal/text.ts'
import { listTaught, showTaught } from './taught.ts'

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

/**
 * `earshot tag teach NAME [--yes FILE…] [--no FILE…] [--ask]`: marks examples, making the tag where there is none, and
 * shows what it has learnt from them. Or lists, renames, removes, restores.
 */
export async function teachTag(
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
    return listTaught(session, await engine.call('taught.list', { wait: true }, signal))
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
  return showTaught(session, answer, options.ask ?? false)
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
