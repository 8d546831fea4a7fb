import { resolve } from 'node:path'
import type { Relocation } from '#contract/keeping.ts'
import { exitCodes, type ExitCode } from '../exit-codes.ts'
import { printJson, type Session } from '../session.ts'
import { confirm } from '../terminal/confirm.ts'
import { countOf, formatCount, plain } from '../terminal/text.ts'

export interface RelocateOptions {
  dryRun?: boolean
  yes?: boolean
}

/** Missing paths shown at most. */
const mostShown = 20

/** `earshot relocate OLD NEW`: shows what is found there and by what, asks, and links the tracks to their files. */
export async function relocate(
  session: Session,
  from: string,
  to: string,
  options: RelocateOptions
): Promise<ExitCode> {
  const { engine, terminal, json, signal } = session
  // A path of another system is taken as it is written.
  const old = /^[a-z]:\\|^\\\\/i.test(from) ? from : resolve(from)
  const input = { from: old, to: resolve(to) }
  const look = await engine.call('library.relocate', { ...input, dryRun: true }, signal)
  if (!json || !options.dryRun) show(session, look)
  if (options.dryRun) return json ? printJson(terminal, look) : exitCodes.ok
  const question = `${countOf(look.tracks, 'track')} move from ${plain(old)} to ${plain(look.to)}; no file is touched.`
  if (!options.yes && !(await confirm(session, question))) return exitCodes.failed
  const done = await engine.call('library.relocate', { ...input, dryRun: false }, signal)
  if (json) return printJson(terminal, done)
  terminal.print(`Moved ${countOf(done.tracks, 'track')}.`)
  return exitCodes.ok
}

function show({ terminal }: Session, found: Relocation): void {
  const { tracks, byPlace, byContent, edited, missing, missingPaths } = found
  terminal.note(
    `${countOf(tracks, 'track')}: ${formatCount(byPlace)} in the same place, ${formatCount(byContent)} elsewhere ` +
      `by content, ${formatCount(edited)} edited since, ${formatCount(missing)} not there (kept as they are).`
  )
  for (const path of missingPaths.slice(0, mostShown)) terminal.note(`  not there: ${plain(path)}`)
  if (missing > mostShown) terminal.note(`  and ${formatCount(missing - mostShown)} more`)
}
