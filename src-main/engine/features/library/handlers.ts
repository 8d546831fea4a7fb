import type { Job, Watched } from '#contract/entities.ts'
import type { Relocation } from '#contract/keeping.ts'
import type { TrackDetail } from '#contract/track-detail.ts'
import type { ParsedInput } from '#contract/requests.ts'
import { topTags } from '../../../core/analysis/index.ts'
import type { StoredTrack } from '../../../core/database/statements/tracks.ts'
import type { ModelChoice } from '../../../core/inference/model-choice.ts'
import type { Scanner } from '../../../core/scan/scanner.ts'
import type { Family } from '../../wire/handler.ts'
import { visibleTrack, type LibraryStore } from './store.ts'

export interface LibraryPorts {
  store: LibraryStore
  models: ModelChoice
  scanner: Scanner
  /** Starts a scan that somebody asked for. */
  scan(folderIds?: number[], verify?: boolean): Job
  /** A track was played or rated. */
  played(): void
  changed(): void
  watched(): Watched[]
  relocate(input: ParsedInput<'library.relocate'>, signal: AbortSignal): Promise<Relocation>
}

export function libraryHandlers(ports: LibraryPorts): Family<'library'> {
  const { store, models, scanner, scan } = ports
  const visible = (id: number): StoredTrack => visibleTrack(store, id)
  const isAnalysed = (id: number): boolean => {
    const model = models.id
    return model !== null && store.analyses.isAnalysed(id, model)
  }

  return {
    'library.overview': () => {
      const model = models.id
      const through = models.model?.through
      return {
        folders: store.folders.all(),
        ...store.tracks.totals(),
        analysed: model === null ? 0 : store.analyses.count(model),
        newEars: through === undefined ? null : store.analyses.count(models.numberOf(through)),
        failures: store.failures.count(),
        leftOut: store.leftOut.count(),
        leftTracks: store.left.count()
      }
    },

    'library.addFolders': ({ paths, verify }) => {
      const ids = new Set<number>()
      let failure: unknown = null
      for (const path of paths) {
        try {
          ids.add(scanner.addFolder(path).id)
        } catch (thrown) {
          failure ??= thrown
        }
      }
      const job = ids.size > 0 ? scan([...ids], verify) : null
      ports.changed()
      // The good ones are on their way all the same.
      if (failure !== null) throw failure
      return { folders: store.folders.all().filter(folder => ids.has(folder.id)), job }
    },

    'library.removeFolder': ({ id }) => {
      scanner.removeFolder(id)
      ports.changed()
      return null
    },

    'library.relocate': (input, signal) => ports.relocate(input, signal),
    'library.scan': ({ folderIds, verify }) => scan(folderIds, verify),
    'library.watched': () => ports.watched(),
    'library.list': ({ sort, descending }) => ({ ids: store.tracks.ids(sort, descending) }),
    'library.sorted': ({ ids, sort, descending }) => ({ ids: store.tracks.sorted(ids, sort, descending) }),
    'library.rows': ({ ids }) =>
      store.listRows.byIds(ids).map(row => ({ ...row, analysed: isAnalysed(row.id) })),

    'library.paths': ({ ids }) => {
      const paths = new Map(store.tracks.byIds(ids).map(({ id, path }) => [id, path]))
      return ids.map(id => paths.get(id) ?? null)
    },

    'library.track': ({ id }) => detail(visible(id)),

    'library.played': ({ id }) => {
      store.played.played(visible(id).id, Date.now())
      ports.played()
      return store.played.byTrack(id)
    },

    'library.rate': ({ id, rating }) => {
      store.played.rate(visible(id).id, rating)
      ports.played()
      return store.played.byTrack(id)
    },

    'library.failures': () => store.failures.all(),
    'library.leftOut': () => store.leftOut.all(),

    'library.leaveOut': ({ ids, out }) => {
      const changed = out ? store.left.leave(ids, Date.now()) : store.left.takeBack(ids)
      if (changed > 0) ports.changed()
      return { changed }
    },

    'library.leftTracks': ({ offset, limit }) => ({
      tracks: store.left.list(offset, limit),
      all: store.left.count()
    }),

    'library.retry': ({ paths }) => {
      store.failures.forget(paths)
      const job = scan()
      ports.changed()
      return job
    }
  }

  function musicOf(score: number | null): Pick<TrackDetail, 'music' | 'isMusic'> {
    const music = models.tellsMusic ? score : null
    return { music, isMusic: music === null ? null : music >= models.musicThreshold }
  }

  function detail(track: StoredTrack): TrackDetail {
    const model = models.id
    const analysis = model === null ? null : store.analyses.byTrack(track.id, model)
    return {
      id: track.id,
      title: track.title,
      artist: track.artist,
      album: track.album,
      year: track.year,
      genres: track.genres,
      duration: track.duration,
      addedAt: track.addedAt,
      available: track.available,
      analysed: isAnalysed(track.id),
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
      textRule: track.textRule,
      topTags: topTags(models.tagNames, analysis?.tags ?? []),
      ...musicOf(analysis?.music ?? null),
      energy: analysis?.energy ?? null,
      valence: analysis?.valence ?? null,
      measured: store.measurements.byTrack(track.id),
      passages: store.passages.ofTrack(track.id),
      played: store.played.byTrack(track.id),
      failures: store.failures.ofTrack(track.id)
    }
  }
}
