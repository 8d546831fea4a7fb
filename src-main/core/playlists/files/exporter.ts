import { basename, resolve } from 'node:path'
import type { Job } from '#contract/entities.ts'
import { EarshotError } from '#contract/errors.ts'
import type { ExportText } from '#contract/playlists.ts'
import type { ParsedInput } from '#contract/requests.ts'
import { pathForDisplay } from '../../files/paths.ts'
import type { JobRunner } from '../../jobs/index.ts'
import type { Shelf } from '../shelf.ts'
import { exportPlan, toTracks, type ReasonWords, type ToExport } from './export-job.ts'
import { baseOf, bringsFiles, foreseen, layOut } from './layout.ts'
import { relativeBase } from './relative-base.ts'
import { writePlaylist } from './write.ts'

export interface ExporterOptions {
  shelf: Shelf
  /** The folders of the library. */
  folders(): string[]
  jobs: JobRunner
  words: ReasonWords
  /** A line for the log: what could not be written. */
  log(line: string): void
}

/** Playlists as files, written by a job or handed to whoever saves them himself. */
export class Exporter {
  readonly #options: ExporterOptions

  constructor(options: ExporterOptions) {
    this.#options = options
  }

  /** Throws bad-request while another export is at work, not-found. */
  start({ ids, ...wish }: ParsedInput<'playlists.export'>): Job {
    return this.#start(() => ids.map(id => this.#options.shelf.whole(id)), wish)
  }

  /** Throws bad-request while another export is at work. */
  startTracks({ name, trackIds, ...wish }: ParsedInput<'playlists.exportTracks'>): Job {
    return this.#start(() => [this.#options.shelf.ofTracks(name, trackIds)], wish)
  }

  #start(read: () => ToExport[], wish: Omit<ParsedInput<'playlists.export'>, 'ids'>): Job {
    const { jobs, words, log } = this.#options
    if (jobs.isRunning('playlist-export')) {
      throw new EarshotError('bad-request', 'Another export is at work: wait for its end, or stop it.')
    }
    const playlists = read()
    const onFailure = (path: string, { message }: { message: string }): void =>
      log(`${pathForDisplay(path)}: ${message}`)
    return jobs.start('playlist-export', exportPlan({ ...wish, playlists, words, onFailure }))
  }

  /** Throws not-found, and bad-request for a format that cannot hold the playlist. */
  text({ id, ...wish }: ParsedInput<'playlists.exportText'>): ExportText {
    return this.#text(this.#options.shelf.whole(id), wish)
  }

  /** Throws bad-request for a format that cannot hold a list. */
  textOfTracks({ name, trackIds, ...wish }: ParsedInput<'playlists.exportTracksText'>): ExportText {
    return this.#text(this.#options.shelf.ofTracks(name, trackIds), wish)
  }

  #text(
    { name, rules, entries }: ToExport,
    wish: Omit<ParsedInput<'playlists.exportText'>, 'id'>
  ): ExportText {
    const { words, folders } = this.#options
    const { format, options, player } = wish
    const brings = bringsFiles(format, options)
    // Files that are brought along lie beside it wherever it goes.
    const [layout] = layOut([{ name, entries }], { folder: wish.folder ?? resolve('/'), format, options })
    const tracks = toTracks(entries, options, words, brings ? foreseen(layout!) : null)
    const relative = options.paths.kind === 'relative' && format !== 'nsp'
    const home = (): string | null =>
      relative
        ? relativeBase(
            tracks.map(({ path }) => path),
            folders()
          )
        : null
    const folder = brings ? baseOf(layout!) : (wish.folder ?? home())
    const { text, bytes, losses } = writePlaylist({ name, rules, tracks }, format, options, folder, player)
    const base = relative && !brings ? folder : null
    return { name: basename(layout!.list), text, base64: bytes.toString('base64'), base, losses }
  }
}
