import { basename, extname, join } from 'node:path'
import type { Cover, TrackCovers } from '#contract/covers.ts'
import type { Session } from '../session.ts'

/** Asked for at once. */
const page = 500

/** The pictures of tracks, with where their files are; tracks that are not in the library are left out. */
export async function* coversOf(
  engine: Session['engine'],
  ids: readonly number[]
): AsyncGenerator<TrackCovers & { path: string }> {
  for (let at = 0; at < ids.length; at += page) {
    const some = ids.slice(at, at + page)
    const paths = await engine.call('library.paths', { ids: some })
    for (const covers of await engine.call('covers.of', { ids: some }))
      yield { ...covers, path: paths[some.indexOf(covers.id)] ?? '' }
  }
}

/** Where a picture of a track is saved: "01 Song - front.jpg". */
export function placeOf(folder: string, path: string, { kind, mime }: Cover): string {
  const ending = mime === 'image/jpeg' ? 'jpg' : mime.replace('image/', '').replace('?', 'bin')
  return join(folder, `${basename(path, extname(path))} - ${kind}.${ending}`)
}
