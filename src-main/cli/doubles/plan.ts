import { resolve } from 'node:path'
import { differingRatings, type DoubleGroup } from '#contract/doubles.ts'
import type { Caller } from '#contract/bridge.ts'
import { exitCodes, type ExitCode } from '../exit-codes.ts'
import { trackNumbers } from '../library/track-numbers.ts'
import { printJson, type Session } from '../session.ts'
import { countOf, formatBytes } from '../terminal/text.ts'
import { printGroup } from './list.ts'

const page = 500

/** Every recording that was found in several files. */
async function allGroups(engine: Caller, sure: boolean): Promise<DoubleGroup[]> {
  const all: DoubleGroup[] = []
  for (let offset = 0; ; offset += page) {
    const some = await engine.call('doubles.groups', { offset, limit: page, ...(sure ? { sure } : {}) })
    all.push(...some)
    if (some.length < page) return all
  }
}

/**
 * `earshot doubles plan [FILE…] [--trash]`: a plan by which the others leave the library. Of the recordings of these files, which are
 * kept; without any of all whose proposal is sure.
 */
export async function planDoubles(
  session: Session,
  files: string[],
  { trash = false }: { trash?: boolean }
): Promise<ExitCode> {
  const { engine, terminal } = session
  const paths = files.map(file => resolve(file))
  const kept = new Set(files.length > 0 ? await trackNumbers(engine, paths) : [])
  const groups = (await allGroups(engine, files.length === 0)).flatMap(group => {
    const own = group.copies.filter(({ id }) => kept.has(id))
    if (files.length === 0) return [group]
    // Of two that are to be kept of one recording neither takes the other's place.
    return own.length === 1 ? [{ ...group, keep: own[0]!.id }] : []
  })
  const asked = groups.map(({ copies, keep }) => ({
    keep,
    others: copies.filter(({ id }) => id !== keep).map(({ id }) => id)
  }))
  if (asked.length === 0) {
    terminal.note(
      files.length > 0 ? 'These files have no doubles.' : 'Of no recording it is sure which file to keep.'
    )
    return exitCodes.failed
  }
  const plan = await engine.call('doubles.propose', {
    name: trash ? 'Doubles, to the trash' : 'Doubles',
    groups: asked,
    trash
  })
  if (session.json) return printJson(terminal, { plan, groups })
  for (const group of groups) printGroup(terminal.print, group)
  const others = groups.flatMap(({ copies, keep }) => copies.filter(({ id }) => id !== keep))
  const bytes = formatBytes(others.reduce((sum, copy) => sum + copy.bytes, 0))
  const rated = groups.filter(({ copies }) => differingRatings(copies).length > 0)
  if (rated.length > 0) {
    terminal.note(
      `The files of ${countOf(rated.length, 'recording')} have different stars: the most go over.`
    )
  }
  const where = trash ? "go to the system's trash" : 'stay where they are on the disk'
  terminal.note(`${countOf(others.length, 'file')} (${bytes}) would leave the library, and ${where}.`)
  terminal.note(`Plan ${plan.id}: nothing is done yet. "earshot tag write ${plan.id}" does it.`)
  return exitCodes.ok
}
