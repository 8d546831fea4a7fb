import type { CueFormat } from '#contract/moments.ts'
import { withoutMomentMark } from '#contract/moments.ts'
import type { ParsedInput } from '#contract/requests.ts'
import type { Database } from '../../database/open.ts'
import { trackStatements } from '../../database/statements/tracks.ts'
import { pathToBytes } from '../../files/paths.ts'
import { cueFile } from './cue-points.ts'
import { safeName } from '../../files/safe-name.ts'

/** The list is UTF-8, whatever the player. */
const endings: Record<CueFormat, string> = { json: 'json', csv: 'csv', m3u: 'm3u8' }

/** Passages as a file of cue points, with its name; those of tracks that are gone are left out. */
export function momentsFile(
  db: Database,
  { text, format, moments }: ParsedInput<'playlists.exportMoments'>
): { name: string; text: string; base64: string } {
  const tracks = new Map(
    trackStatements(db)
      .byIds(new Set(moments.map(({ id }) => id)))
      .map(track => [track.id, track])
  )
  const points = moments.flatMap(moment => {
    const track = tracks.get(moment.id)
    return track ? [{ ...moment, track }] : []
  })
  const phrase = withoutMomentMark(text).trim()
  const file = cueFile(format, phrase, points)
  const name = safeName(phrase, `.${endings[format]}`)
  return { name, text: file, base64: pathToBytes(file).toString('base64') }
}
