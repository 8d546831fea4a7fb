import type { Job, TrackDetail, TrackRow } from '#contract/entities.ts'
import { EarshotError } from '#contract/errors.ts'
import type { StoredTrack } from '../../../core/database/statements/tracks.ts'
import type { Store } from '../../store.ts'
import type { Family } from '../../wire/handler.ts'
import { heardTags } from '../../../core/analysis/heard-tags.ts'

export interface LibraryPorts {
  store: Store
  /** Number of the model in use, or null without one: then nothing counts as analysed. */
  modelId(): number | null
  /** Names of the model's tags, in the order of their scores. */
  tagNames(): string[]
  /** Whether the model tells music from other sound. */
  tellsMusic(): boolean
  /** Makes a path a folder of the library and gives its id. Throws not-found, not-a-folder, no-access. */
  addFolder(path: string): number
  /** Throws not-found. */
  removeFolder(id: number): void
  startScan(folderIds?: number[]): Job
  /** A track was played or rated. */
  listened(): void
  changed(): void
}

export function libraryHandlers(ports: LibraryPorts): Family<'library'> {
  const { store, modelId } = ports
  const isAnalysed = (id: number): boolean => {
    const model = modelId()
    return model !== null && store.analyses.isAnalysed(id, model)
  }
  const rows = (ids: readonly number[]): TrackRow[] =>
    store.listRows.byIds(ids).map(row => ({ ...row, analysed: isAnalysed(row.id) }))

  return {
    'library.overview': () => {
      const model = modelId()
      return {
        folders: store.folders.all(),
        ...store.tracks.totals(),
        analysed: model === null ? 0 : store.analyses.count(model),
        failures: store.failures.count()
      }
    },

    'library.addFolders': ({ paths }) => {
      const ids = new Set<number>()
      let failure: unknown = null
      for (const path of paths) {
        try {
          ids.add(ports.addFolder(path))
        } catch (thrown) {
          failure ??= thrown
        }
      }
      const job = ids.size > 0 ? ports.startScan([...ids]) : null
      ports.changed()
      // The good ones are on their way all the same.
      if (failure !== null) throw failure
      return { folders: store.folders.all().filter(folder => ids.has(folder.id)), job }
    },

    'library.removeFolder': ({ id }) => {
      ports.removeFolder(id)
      ports.changed()
      return null
    },

    'library.scan': ({ folderIds }) => ports.startScan(folderIds),
    'library.list': ({ sort, descending }) => ({ ids: store.tracks.ids(sort, descending) }),
    'library.rows': ({ ids }) => rows(ids),

    'library.paths': ({ ids }) => {
      const paths = new Map(store.tracks.byIds(ids).map(({ id, path }) => [id, path]))
      return ids.map(id => paths.get(id) ?? null)
    },

    'library.track': ({ id }) => {
      const track = visible(id)
      return detail(track, rows([id])[0]!)
    },

    'library.played': ({ id }) => {
      store.listening.played(visible(id).id, Date.now())
      ports.listened()
      return store.listening.byTrack(id)
    },

    'library.rate': ({ id, rating }) => {
      store.listening.rate(visible(id).id, rating)
      ports.listened()
      return store.listening.byTrack(id)
    },

    'library.failures': () => store.failures.all(),

    'library.retry': ({ paths }) => {
      store.failures.forget(paths)
      const job = ports.startScan()
      ports.changed()
      return job
    }
  }

  function visible(id: number): StoredTrack {
    const track = store.tracks.byId(id)
    if (track === null || track.hidden) throw new EarshotError('not-found', `There is no track ${id}.`)
    return track
  }

  function detail(track: StoredTrack, known: TrackRow): TrackDetail {
    const model = modelId()
    const analysis = model === null ? null : store.analyses.byTrack(track.id, model)
    return {
      ...known,
      path: track.path,
      folderId: track.folderId,
      albumArtist: track.albumArtist,
      trackNumber: track.trackNumber,
      discNumber: track.discNumber,
      comment: track.comment,
      bytes: track.size,
      container: track.container,
      codec: track.codec,
      lossless: track.lossless,
      bitrate: track.bitrate,
      sampleRate: track.sampleRate,
      channels: track.channels,
      bpm: track.bpm,
      key: track.key,
      heard: heardTags(ports.tagNames(), analysis?.tags ?? []),
      music: ports.tellsMusic() ? (analysis?.music ?? null) : null,
      measured: store.measurements.byTrack(track.id),
      listening: store.listening.byTrack(track.id),
      failures: store.failures.ofTrack(track.id)
    }
  }
}
