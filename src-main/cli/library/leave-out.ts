import { resolve, sep } from 'node:path'
import { EarshotError } from '#contract/errors.ts'
import type { LeftTrack } from '#contract/left-out.ts'
import { exitCodes, type ExitCode } from '../exit-codes.ts'
import { printJson, type Session } from '../session.ts'
import { printTable } from '../terminal/table.ts'
import { countOf, plain } from '../terminal/text.ts'
import { meantTracks } from './meant-tracks.ts'
import { nameOf } from './tracks.ts'

export interface LeaveOutOptions {
  undo?: boolean
  list?: boolean
}

/** So many are asked for at once. */
const most = 100_000

/**
 * `earshot leave-out PATH… [--undo]`: tracks leave the library, or come back; no file changes. Or lists those that left,
 * which it does without any path, too.
 */
export async function leaveOut(
  session: Session,
  words: string[],
  { undo = false, list = false }: LeaveOutOptions
): Promise<ExitCode> {
  const { engine, terminal, json } = session
  if (undo && words.length === 0) {
    throw new EarshotError('bad-request', 'Say which to take back: earshot leave-out --undo PATH …')
  }
  if (list || words.length === 0) return printLeft(session)
  const ids = undo ? await leftBelow(session, words) : await meantTracks(engine, words)
  const { changed } = await engine.call('library.leaveOut', { ids, out: !undo })
  if (json) return printJson(terminal, undo ? { takenBack: changed } : { leftOut: changed })
  const said = countOf(changed, 'track')
  terminal.note(undo ? `${said} back in the library.` : `${said} left out; --undo takes them back.`)
  return exitCodes.ok
}

async function printLeft({ engine, terminal, json }: Session): Promise<ExitCode> {
  const { tracks } = await engine.call('library.leftTracks', { limit: most })
  if (json) return printJson(terminal, { tracks: tracks.map(track => ({ ...track, id: undefined })) })
  const heads = [
    { title: 'track', elastic: 1 },
    { title: 'file', elastic: 1, cut: 'start' as const }
  ]
  printTable(
    terminal,
    heads,
    tracks.map(track => [nameOf(track), plain(track.path)])
  )
  if (tracks.length === 0) terminal.note('Nothing was left out.')
  return exitCodes.ok
}

/** Throws not-found for a path at and below which nothing was left out. */
async function leftBelow({ engine }: Session, paths: readonly string[]): Promise<number[]> {
  const { tracks } = await engine.call('library.leftTracks', { limit: most })
  const wanted = paths.flatMap(path => {
    const whole = resolve(path)
    const below = whole.endsWith(sep) ? whole : `${whole}${sep}`
    const found = tracks.filter((one: LeftTrack) => one.path === whole || one.path.startsWith(below))
    if (found.length === 0) throw new EarshotError('not-found', `${plain(whole)} was not left out.`)
    return found.map(({ id }) => id)
  })
  return [...new Set(wanted)]
}
