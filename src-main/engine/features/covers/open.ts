import { dirname, join } from 'node:path'
import type { TrackCovers } from '#contract/covers.ts'
import { EarshotError } from '#contract/errors.ts'
import { CoversThread } from '../../../core/covers/covers-thread.ts'
import { folderPictures } from '../../../core/covers/find-cover.ts'
import { outlineOf } from '../../../core/covers/outline.ts'
import { feelingStatements } from '../../../core/database/statements/feelings.ts'
import { trackStatements } from '../../../core/database/statements/tracks.ts'
import type { Base } from '../../base.ts'
import type { Family } from '../../wire/handler.ts'
import { workerFile } from '../../workers/worker-files.ts'

interface CoversFeature {
  handlers: Family<'covers'>
  close(): Promise<void>
}

/** The pictures of tracks. */
export function openCovers({
  db,
  dataFolder,
  models
}: Pick<Base, 'db' | 'dataFolder' | 'models'>): CoversFeature {
  const tracks = trackStatements(db)
  const feelings = feelingStatements(db)
  const thread = new CoversThread(workerFile('covers'), dataFolder)
  const pathOf = (id: number): string => {
    const track = tracks.byId(id)
    if (track === null || track.hidden)
      throw new EarshotError('not-found', `Track ${id} is not in the library.`)
    return track.path
  }
  return {
    handlers: {
      'covers.of': async ({ ids }, signal) => {
        const all: TrackCovers[] = []
        for (const { id, path } of tracks.byIds(ids)) all.push(await thread.ask('of', { id, path }, signal))
        return all
      },
      'covers.picture': ({ id, hash }, signal) =>
        thread.ask('picture', { path: id === undefined ? null : pathOf(id), hash }, signal),
      'covers.keep': async ({ bytes, path, of, beside }, signal) => {
        if (of !== undefined) {
          const picture = await thread.ask('picture', { path: pathOf(of.id), hash: of.hash }, signal)
          return thread.ask('keep', { bytes: picture }, signal)
        }
        if (beside !== undefined) {
          const folder = dirname(pathOf(beside.id))
          if (!folderPictures(folder).includes(beside.name))
            throw new EarshotError('not-found', 'There is no picture of that name beside the track.')
          return thread.ask('keep', { path: join(folder, beside.name) }, signal)
        }
        return thread.ask('keep', bytes === undefined ? { path: path! } : { bytes }, signal)
      },
      'covers.thumbnails': async ({ ids, size }, signal) => {
        const asks = tracks
          .byIds(ids)
          .filter(({ available }) => available)
          .map(({ id, path, mtime }) => ({ id, path, mtime }))
        const { hashes, pictures } = await thread.ask('thumbnails', { asks, size }, signal)
        const bare = hashes.filter(({ hash }) => hash === null).map(({ id }) => id)
        const sounds = models.id === null ? [] : feelings.byTracks(bare, models.id)
        const soundOf = new Map(
          sounds.map(({ id, energy, valence, waveform }) => [
            id,
            { energy, valence, outline: outlineOf(waveform) }
          ])
        )
        return { tracks: hashes.map(one => ({ ...one, sound: soundOf.get(one.id) ?? null })), pictures }
      }
    },
    close: () => thread.close()
  }
}
