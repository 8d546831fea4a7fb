import { basename, extname, join } from 'node:path'
import type { Cover, TrackCovers } from '#contract/covers.ts'
import type { Session } from '../session.ts'

/** Asked for at once. */
const page = 500

export async function* coversOf(
  engine: Session['engine'],
  ids: readonly number[]
): AsyncGenerator<TrackCovers> {
  for (let at = 0; at < ids.length; at += page)
    yield* await engine.call('covers.of', { ids: ids.slice(at, at + page) })
}

/** Where a picture of a track is saved: "01 Song - front.jpg". */
export function placeOf(folder: string, path: string, { kind, mime }: Cover): string {
  const ending = mime === 'image/jpeg' ? 'jpg' : mime.replace('image/', '').replace('?', 'bin')
  return join(folder, `${basename(path, extname(path))} - ${kind}.${ending}`)
}
