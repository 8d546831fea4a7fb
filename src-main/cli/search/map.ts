import { axisEnds, type MapAxis } from '#contract/map.ts'
import { trustText } from '../../words/index.ts'
import { exitCodes, type ExitCode } from '../exit-codes.ts'
import { nameOf, tracksOf } from '../library/tracks.ts'
import { printJson, type Session } from '../session.ts'
import { followJob } from '../terminal/job-summary.ts'
import { printTable } from '../terminal/table.ts'
import { plain } from '../terminal/text.ts'

export interface MapOptions {
  x?: string
  y?: string
  again?: boolean
}

/** Where each track lies; null both ways where an axis places nothing. */
interface Places {
  ids: Uint32Array
  x: Float32Array | null
  y: Float32Array | null
  axes: { x: MapAxis | null; y: MapAxis | null }
}

/**
 * `earshot map [--x AXIS] [--y AXIS] [--again]`: a place from 0 to 1 for each track. By axes it is the share of the tracks
 * that lie before it; by likeness what sounds alike lies together, and the numbers mean nothing else. An axis that is not
 * understood fails.
 */
export async function map(
  session: Session,
  { x = '', y = '', again = false }: MapOptions
): Promise<ExitCode> {
  const { engine, terminal, signal } = session
  const typed = axisEnds(x) !== null || axisEnds(y) !== null
  const places: Places | null = typed
    ? await engine.call('map.axes', { x, y }, signal)
    : await byLikeness(session, again)
  if (places === null) return exitCodes.failed
  const lost = lostEnds(places.axes)
  for (const { text, signs } of lost)
    terminal.note(
      `"${plain(text)}" is not understood, and makes no axis${signs ? `: ${trustText(signs)}` : ''}.`
    )
  const tracks = await tracksOf(engine, [...places.ids])
  const at = (all: Float32Array | null, i: number): number | null =>
    all === null ? null : Math.round(all[i]! * 1e4) / 1e4
  const rows = [...places.ids].flatMap((id, i) => {
    const track = tracks.get(id)
    return track ? [{ ...track, x: at(places.x, i), y: at(places.y, i) }] : []
  })
  const first = places.x !== null ? 'x' : 'y'
  rows.sort((a, b) => (a[first] ?? 0) - (b[first] ?? 0))
  if (session.json) {
    printJson(terminal, {
      axes: places.axes,
      tracks: rows.map(({ path, x: across, y: up }) => ({ path, x: across, y: up }))
    })
  } else {
    const heads = [
      { title: 'x', align: 'right' as const },
      { title: 'y', align: 'right' as const },
      { title: 'track', elastic: 1 }
    ]
    printTable(
      terminal,
      heads,
      rows.map(({ row, x: across, y: up }) => [inHundredths(across), inHundredths(up), nameOf(row)])
    )
  }
  return lost.length > 0 ? exitCodes.failed : exitCodes.ok
}

const inHundredths = (place: number | null): string => (place === null ? '' : String(Math.round(place * 100)))

const lostEnds = ({ x, y }: Places['axes']) =>
  [x?.low, x?.high, y?.low, y?.high].flatMap(end => (end?.trust === 'not-understood' ? [end] : []))

/** As it was laid out last; laid out now where it never was, too much has come, or it is asked for. Null: that failed. */
async function byLikeness(session: Session, again: boolean): Promise<Places | null> {
  const { engine, signal } = session
  const axes = { x: null, y: null }
  const known = await engine.call('map.likeness', {}, signal)
  if (!known.due && !again) return { ...known, axes }
  const job = await followJob(session, await engine.call('map.layOut', {}))
  return job.state === 'done' ? { ...(await engine.call('map.likeness', {}, signal)), axes } : null
}
