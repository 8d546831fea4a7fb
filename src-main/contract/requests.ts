import { z } from 'zod'
import { albumRequests } from './albums.ts'
import { coverRequests } from './cover-requests.ts'
import type * as e from './entities.ts'
import type { FolderPage } from './folder-page.ts'
import type { TrackGains } from './gain.ts'
import type { Heat } from './heat.ts'
import type { MomentsAnswer } from './moments.ts'
import type * as k from './keeping.ts'
import { doublesRequests } from './doubles.ts'
import { libraryDocument, type DocumentReport, type LibraryDocument } from './library-document.ts'
import { leftOutRequests, type LeftOut } from './left-out.ts'
import { sortFields } from './field-uses.ts'
import { mapRequests } from './map.ts'
import { modelRequests } from './model-requests.ts'
import { playlistRequests } from './playlist-requests.ts'
import { asksShell, id, nothing, path, reads, text, writes } from './request.ts'
import { searchesRequests } from './searches.ts'
import { settingsSchema, type Settings } from './settings.ts'
import { tagRequests } from './tag-requests.ts'
import { variety } from './variety.ts'
import { mostDragged } from './drag.ts'
import { windowRequests } from './window.ts'
import type { TrackDetail } from './track-detail.ts'
import type { SoundPiece } from './sound.ts'

const sort = z.enum(sortFields)
const verify = z.boolean().optional()

/**
 * The one list of what the page, the command line and the server may ask. Handlers, preload and page types
 * derive from it. `shell` requests are answered by the shell (window or server), all others by the engine.
 */
export const requests = {
  'library.overview': reads<e.LibraryOverview>().with(() => nothing),
  /** Starts a scan of the new folders; analysis follows by itself. */
  'library.addFolders': writes<{ folders: e.Folder[]; job: e.Job | null }>().with(() =>
    z.strictObject({ paths: z.array(path).min(1).max(1000), verify })
  ),
  /** Hides the folder's tracks. Nothing is purged: adding the folder again brings all of it back. */
  'library.removeFolder': writes<null>().with(() => z.strictObject({ id })),
  /**
   * A folder of the library (or one in it) is elsewhere now, be it on another machine: its tracks are linked to their
   * files there, with all that is known of them. `dryRun`: only says what would be found.
   */
  'library.relocate': writes<k.Relocation>().with(() =>
    z.strictObject({ from: path, to: path, dryRun: z.boolean() })
  ),
  /**
   * Looks at the folders again: all, or these. `verify`: also reads of each file whether it is still the one it was,
   * whatever its size and time say.
   */
  'library.scan': writes<e.Job>().with(() => z.strictObject({ folderIds: z.array(id).optional(), verify })),
  /** How changes are noticed in each place that walks begin at; empty where nothing is watched. */
  'library.watched': reads<e.Watched[]>().with(() => nothing),
  'library.list': reads<e.Listing>().with(() => z.strictObject({ sort, descending: z.boolean() })),
  /** Some tracks in an order; ids that are gone are left out. */
  'library.sorted': reads<e.Listing>().with(() =>
    z.strictObject({ ids: z.array(id).max(20_000), sort, descending: z.boolean() })
  ),
  /** Rows in the order asked; ids that are gone are left out. */
  'library.rows': reads<e.TrackRow[]>().with(() => z.strictObject({ ids: z.array(id).max(2000) })),
  /** Absolute paths in the order asked; null for ids that are gone. */
  'library.paths': reads<(string | null)[]>().with(() => z.strictObject({ ids: z.array(id).max(100_000) })),
  'library.track': reads<TrackDetail>().with(() => z.strictObject({ id })),
  /** It was played for long enough to count. */
  'library.played': writes<e.Played>().with(() => z.strictObject({ id })),
  /** 0..100, twenty a star; null takes the rating away. Kept in the library only, never in the file. */
  'library.rate': writes<e.Played>().with(() =>
    z.strictObject({ id, rating: z.int().min(0).max(100).nullable() })
  ),
  'library.failures': reads<e.TrackFailure[]>().with(() => nothing),
  /** What scans passed by, and why: a line a reason. */
  'library.leftOut': reads<LeftOut[]>().with(() => nothing),
  ...leftOutRequests,
  /** Forgets the failures (all, or of these tracks) and tries again. */
  'library.retry': writes<e.Job>().with(() => z.strictObject({ paths: z.array(path).optional() })),

  'analysis.start': writes<e.Job>().with(() => z.strictObject({ ids: z.array(id).optional() })),
  /** Listening that waits for power, or for other programs, goes on all the same until it ends. */
  'analysis.goOn': writes<null>().with(() => nothing),

  'jobs.list': reads<e.Job[]>().with(() => nothing),
  'jobs.cancel': writes<null>().with(() => z.strictObject({ id })),

  /** `all` ranks every analysed track, past the cut and past the limit. */
  'search.query': reads<e.SearchAnswer>().with(() =>
    z.strictObject({
      text,
      limit: z.int().min(1).max(100_000).default(200),
      all: z.boolean().default(false),
      /** Words in plain language that are to stay words, whatever else they say. */
      kept: z.array(z.string().max(200)).max(32).optional(),
      ...variety
    })
  ),
  /** Tracks that sound like these, by id or by path, bent by optional words. */
  'search.similar': reads<e.SearchAnswer>().with(() =>
    z.strictObject({
      ids: z.array(id).max(1000).default([]),
      paths: z.array(path).max(1000).default([]),
      text: text.default(''),
      limit: z.int().min(1).max(100_000).default(200),
      ...variety
    })
  ),
  'search.heat': reads<Heat>().with(() => z.strictObject({ id, text })),

  ...searchesRequests,
  /** Passages that sound like the words, `moment:` before them or not; filters and the cap on artists hold. */
  'search.moments': reads<MomentsAnswer>().with(() =>
    z.strictObject({
      text,
      limit: z.int().min(1).max(10_000).default(200),
      artistCap: variety.artistCap,
      foldDuplicates: variety.foldDuplicates
    })
  ),

  ...albumRequests,
  ...coverRequests,
  ...tagRequests,
  ...doublesRequests,
  ...mapRequests,
  ...playlistRequests,
  ...modelRequests,

  'audio.waveform': reads<e.Waveform | null>().with(() => z.strictObject({ id })),
  /** How loud it is against all others, by its tags first. */
  'audio.gain': reads<TrackGains>().with(() => z.strictObject({ id })),
  /**
   * What is to be heard of a track from a second on, as samples: a piece that begins where another ended follows it without a
   * sample between them. `rate`: the one they are to have; null: the track's own, where a page plays that.
   */
  'audio.sound': reads<SoundPiece>().with(() =>
    z.strictObject({
      id,
      from: z.number().min(0).max(1_000_000),
      seconds: z.number().positive().max(10),
      rate: z.int().min(8000).max(192_000).nullable()
    })
  ),
  /**
   * Bytes a browser can play: the track's own, or those of a copy. Only shells ask this, to answer the media scheme;
   * never offered to the page.
   */
  'audio.file': reads<{ path: string; type: string }>().with(() => z.strictObject({ id })),

  'system.status': reads<e.EngineStatus>().with(() => nothing),
  'system.doctor': reads<e.Doctor>().with(() => nothing),
  /** What can be restored, newest first, and what will be when Earshot starts next. */
  'backups.list': reads<k.BackupList>().with(() => nothing),
  /** Makes one now. It counts once it was read back whole. */
  'backups.make': writes<k.Backup>().with(() => nothing),
  /**
   * Puts a backup in the place of the library when Earshot starts next, when nothing else has it open; the present one is
   * kept beside it. Null: leaves the library as it is after all. The backup is read whole before this answers.
   * Where the library is damaged and therefore not open, the backup takes its place at once.
   */
  'backups.restore': writes<k.BackupList>().with(() =>
    z.strictObject({ name: z.string().max(200).nullable() })
  ),
  /** Everything of its owner's, for another library. */
  'keeping.export': reads<LibraryDocument>().with(() => nothing),
  /** What would come of such a document; nothing is changed. */
  'keeping.look': reads<DocumentReport>().with(() => libraryDocument),
  /** Takes it in, after a backup; what is here stays, and what comes twice is here once. */
  'keeping.import': writes<DocumentReport & { backup: k.Backup }>().with(() => libraryDocument),
  'settings.get': reads<Settings>().with(() => nothing),
  'settings.set': writes<Settings>().with(() => settingsSchema.partial()),

  ...windowRequests,

  /** Native folder dialog; empty when dismissed. */
  'shell.chooseFolders': asksShell<string[]>().with(() =>
    z.strictObject({ what: z.enum(['music', 'model', 'moved']).default('music') })
  ),
  /** Browser shape: the folders below a path, confined to the roots it was started with. */
  'shell.browse': asksShell<FolderPage>().with(() => z.strictObject({ path: path.nullable() })),
  /**
   * Native dialog for another ffmpeg, which is taken; the settings as they are then. A page never names a program that is
   * run.
   */
  'shell.chooseDecoder': asksShell<Settings>().with(() => nothing),
  'shell.reveal': asksShell<null>().with(() => z.strictObject({ id })),
  /** The files of these tracks are in the air from now on, for other programs; without those that are not there. */
  'shell.drag': asksShell<null>().with(() => z.strictObject({ ids: z.array(id).min(1).max(mostDragged) })),
  /** Playlist files that the system was asked to open with the window, each told once; none in a browser. */
  'shell.opened': asksShell<string[]>().with(() => nothing)
} as const

export type RequestName = keyof typeof requests
export type Input<N extends RequestName> = z.input<(typeof requests)[N]['input']>
export type ParsedInput<N extends RequestName> = z.output<(typeof requests)[N]['input']>
export type Output<N extends RequestName> = Exclude<(typeof requests)[N]['output'], undefined>

/** For shells and the command line only. */
const kept: readonly RequestName[] = ['audio.file', 'models.importVectors']

/** Requests a page may make. */
export const pageRequests = (Object.keys(requests) as RequestName[]).filter(name => !kept.includes(name))
