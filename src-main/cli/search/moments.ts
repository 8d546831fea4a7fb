import { resolve } from 'node:path'
import type { CueFormat, MomentsAnswer } from '#contract/moments.ts'
import { exitCodes, type ExitCode } from '../exit-codes.ts'
import { nameOf, tracksOf } from '../library/tracks.ts'
import { printJson, type Session } from '../session.ts'
import { printTable, type Column } from '../terminal/table.ts'
import { countOf, formatTime, plain } from '../terminal/text.ts'
import { writeText } from '../text-files.ts'
import { jsonParts, leftOut, noteParts } from './answer.ts'
import { varietyOf, type SearchOptions } from './variety.ts'

export interface MomentsOptions extends Pick<SearchOptions, 'limit' | 'perArtist' | 'versions'> {
  format?: CueFormat
  out?: string
}

const columns: Column[] = [
  { title: '#', align: 'right' },
  { title: 'from', align: 'right' },
  { title: 'to', align: 'right' },
  { title: 'heat', align: 'right' },
  { title: 'track', elastic: 4 },
  { title: 'file', elastic: 4, cut: 'start' }
]

/**
 * `earshot moments TEXT… [--limit N] [--per-artist N] [--versions] [--format json|csv|m3u] [--out FILE]`: passages that
 * sound like the words, hottest first; with a format as cue points, on standard output or into a file.
 */
export async function moments(
  session: Session,
  words: string[],
  { limit = 20, format, out, ...options }: MomentsOptions
): Promise<ExitCode> {
  const { engine, terminal, signal } = session
  const { artistCap, foldDuplicates } = varietyOf(options)
  const text = words.join(' ')
  const input = { text, limit, artistCap, foldDuplicates }
  const answer = await engine.call('search.moments', input, signal)
  noteParts(session, answer.parts)
  const failed = leftOut(answer).length > 0 && leftOut(answer).length === answer.parts.length
  if (!failed && answer.moments.length === 0) terminal.note('Nothing found.')
  else if (!failed && answer.cut === 0) terminal.note('No passage stands out; these come closest.')
  if (format !== undefined || out !== undefined) {
    await writeCues(session, answer, format ?? 'json', out)
  } else await show(session, text, answer)
  return failed ? exitCodes.failed : exitCodes.ok
}

async function writeCues(
  { engine, terminal }: Session,
  answer: MomentsAnswer,
  format: CueFormat,
  out: string | undefined
): Promise<void> {
  const moments = answer.moments.map(({ id, start, end, heat }) => ({ id, start, end, heat }))
  const file = await engine.call('playlists.exportMoments', { text: answer.text, format, moments })
  if (out === undefined) return terminal.print(file.text.trimEnd())
  await writeText(resolve(out), Buffer.from(file.base64, 'base64'))
  terminal.note(`${countOf(moments.length, 'moment')} written to ${plain(resolve(out))}.`)
}

async function show(session: Session, query: string, answer: MomentsAnswer): Promise<void> {
  const { engine, terminal } = session
  const found = await tracksOf(
    engine,
    answer.moments.map(({ id }) => id)
  )
  if (session.json) {
    const told = answer.moments.flatMap(({ id, start, end, heat, strength }) => {
      const track = found.get(id)
      return track ? [{ path: track.path, start, end, heat, strength }] : []
    })
    printJson(terminal, { query, moments: told, cut: answer.cut, ...jsonParts(answer) })
    return
  }
  const cells = answer.moments.map(({ id, start, end, strength }, i) => [
    String(i + 1),
    formatTime(start),
    formatTime(end),
    `${Math.round(strength * 100)} %`,
    nameOf(found.get(id)?.row),
    plain(found.get(id)?.path ?? '')
  ])
  printTable(terminal, columns, cells)
}
