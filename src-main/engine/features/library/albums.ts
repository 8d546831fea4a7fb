import { setImmediate as later } from 'node:timers/promises'
import type { Events } from '#contract/events.ts'
import { AlbumLibrary } from '../../../core/albums/library.ts'
import { Placer } from '../../../core/albums/place.ts'
import type { Database } from '../../../core/database/open.ts'
import type { Family } from '../../wire/handler.ts'

type AlbumHandlers = Family<'albums'> &
  Family<'artists'> &
  Family<'genres'> &
  Family<'folders'> &
  Family<'tracks'>

interface AlbumsPart {
  handlers: AlbumHandlers
  /** The library has changed: its tracks are placed, in the background. */
  follow(): void
  close(): Promise<void>
}

/** How often it is told how far it is, milliseconds. */
const interval = 250

/**
 * A step that takes longer than this looks at thousands of tracks of one title ("Unknown Album") for the few that are new: as
 * long as nobody asks for albums, it waits for more of them, so that a scan of many is not spent on placing.
 */
const slowStep = 100
const restAfter = 4

/** Albums and what goes with them. Who asks gets the library as it is: what waits is placed before. */
export function openAlbums(
  db: Database,
  tell: (placing: Events['library.placing']) => void,
  failed: (thrown: unknown) => void
): AlbumsPart {
  const library = new AlbumLibrary(db)
  const placer = new Placer(db)
  let placing: Promise<void> | null = null
  let closed = false
  /** How many wait for the albums as they are. */
  let asking = 0
  let wake = (): void => undefined

  async function rest(took: number): Promise<void> {
    if (took < slowStep || asking > 0 || closed) return later()
    await new Promise<void>(resolve => {
      const timer = setTimeout(resolve, took * restAfter)
      wake = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  }

  /** Others come in between the steps. */
  async function placeAll(): Promise<void> {
    let toldAt = Date.now()
    let placed = 0
    let waiting = placer.waits
    for (let started = performance.now(); !closed && placer.step(); started = performance.now()) {
      await rest(performance.now() - started)
      if (Date.now() - toldAt < interval) continue
      toldAt = Date.now()
      const left = placer.waits
      placed += Math.max(0, waiting - left)
      waiting = left
      tell({ placed, waiting })
    }
  }
  const placed = (): Promise<void> =>
    (placing ??= placeAll().finally(() => {
      placing = null
    }))
  const after =
    <Input, Output>(answer: (input: Input) => Output) =>
    async (input: Input): Promise<Output> => {
      asking++
      wake()
      await placed().finally(() => asking--)
      return answer(input)
    }

  return {
    handlers: {
      'albums.list': after(({ sort, descending, filter }) => ({
        ids: library.albums(sort, descending, filter)
      })),
      'albums.rows': ({ ids }) => library.albumRows(ids),
      'albums.get': after(({ id }) => library.album(id)),
      'albums.tracks': after(({ ids }) => ({ ids: library.tracksOf(ids) })),
      'albums.of': after(({ id }) => library.albumOf(id)),
      'artists.list': after(({ sort, descending, filter }) => ({
        ids: library.artists(sort, descending, filter)
      })),
      'artists.rows': ({ ids }) => library.artistRows(ids),
      'artists.get': after(({ id }) => library.artist(id)),
      'genres.list': after(({ sort, descending, filter }) => library.genres(sort, descending, filter)),
      'folders.list': after(({ path }) => library.folders(path)),
      'tracks.list': after(asked => ({ ids: library.tracks(asked) }))
    },
    follow: () => void placed().catch(failed),
    close: async () => {
      closed = true
      wake()
      await placing?.catch(() => undefined)
    }
  }
}
