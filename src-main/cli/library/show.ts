import type { TrackDetail } from '#contract/track-detail.ts'
import { keyText, tempoText } from '../../words/index.ts'
import { exitCodes, type ExitCode } from '../exit-codes.ts'
import { printJson, type Session } from '../session.ts'
import { printPairs } from '../terminal/table.ts'
import { countOf, formatBytes, formatTime, plain } from '../terminal/text.ts'
import { nameOf } from './tracks.ts'
import { trackNumbers } from './track-numbers.ts'

/** `earshot show FILE…`: what the library knows of files, as it read them. */
export async function show(session: Session, files: string[]): Promise<ExitCode> {
  const { engine, terminal } = session
  const ids = await trackNumbers(engine, files)
  const tracks: TrackDetail[] = []
  for (const id of ids) tracks.push(await engine.call('library.track', { id }))
  if (session.json) {
    // Numbers are of the database, and of no use outside.
    const shown = tracks.map(track => ({ ...track, id: undefined, folderId: undefined }))
    return printJson(terminal, { tracks: shown })
  }
  tracks.forEach((track, i) => {
    if (i > 0) terminal.print('')
    printPairs(terminal, pairsOf(track))
  })
  return exitCodes.ok
}

function pairsOf(track: TrackDetail): [string, string][] {
  const { measured, played } = track
  const pairs: [string, string | number | null][] = [
    ['title', track.title],
    ['artist', track.artist],
    ['album', track.album],
    ['album artist', track.albumArtist],
    ['track', track.trackNumber],
    ['disc', track.discNumber],
    ['year', track.year],
    ['genre', track.genres.join(', ')],
    ['comment', track.comment],
    ['tempo', track.bpm === null ? '' : `${track.bpm} bpm`],
    ['key', track.key],
    ['measured', measured && [tempoText(measured), keyText(measured)].filter(Boolean).join(' · ')],
    ['length', track.duration === null ? '' : formatTime(track.duration)],
    ['format', [track.container, track.codec, track.lossless ? 'lossless' : ''].filter(Boolean).join(', ')],
    [
      'rating',
      played.rating === null
        ? ''
        : `${played.rating / 20} of 5 stars${played.fromFile ? ' (written in the file)' : ''}`
    ],
    ['plays', played.plays === 0 ? '' : countOf(played.plays, 'time')],
    ['texts', track.textRule === '' ? '' : `were read as ${track.textRule}`],
    ['size', formatBytes(track.bytes)],
    ['file', track.path],
    ...track.passages.map(({ title, artist, start }, i): [string, string] => [
      i === 0 ? 'passages' : '',
      `${formatTime(start)} ${nameOf({ title: title || `${i + 1}`, artist })}`
    ]),
    ...track.failures.map(({ message }): [string, string] => ['failed', message])
  ]
  return pairs.flatMap(([name, value]) =>
    value === null || value === '' ? [] : [[name, plain(String(value))] satisfies [string, string]]
  )
}
