import type { PageBridge } from '#contract/bridge.ts'
import type { Job } from '#contract/entities.ts'
import { EarshotError, toFailure, type Failure } from '#contract/errors.ts'
import type { ImportReport, Playlist, PlaylistReport } from '#contract/playlists.ts'
import type { EntryReason } from '#contract/reasons.ts'
import type { Input } from '#contract/requests.ts'
import { say } from '../../text/say.ts'
import type { Notices } from '../notices.svelte.ts'
import { Asked } from '../asked.svelte.ts'
import { Exporter } from './exporter.svelte.ts'
import { Maker } from './maker.svelte.ts'
import { OpenPlaylist } from './open-playlist.svelte.ts'
import { RuleEditor } from './rule-editor.svelte.ts'
import type { Saving } from '../saving.ts'
import { freshRules, soundOnly } from './rule-shapes.ts'

/** What is looked at: a playlist, the making of one, or the rules of a smart one. */
export type PlaylistSection = 'list' | 'make' | 'rules' | 'imported'

/** Everything about playlists. */
export class Playlists {
  section = $state<PlaylistSection>('make')
  imports = $state.raw<ImportReport[]>([])
  importing = $state(false)
  report = $state.raw<PlaylistReport | null>(null)
  reportFailure = $state.raw<Failure | null>(null)
  checking = $state(false)

  readonly list: Asked<Playlist[]>
  readonly open: OpenPlaylist
  readonly maker: Maker
  readonly rules: RuleEditor
  readonly exporter: Exporter

  readonly #bridge: PageBridge
  readonly #notices: Notices
  readonly #failed: (thrown: unknown) => void
  readonly #dismiss: (job: Job) => void

  /** `dismiss`: takes a job out of sight, because more is said of it elsewhere. */
  constructor(
    bridge: PageBridge,
    notices: Notices,
    failed: (thrown: unknown) => void,
    dismiss: (job: Job) => void
  ) {
    this.#dismiss = dismiss
    this.#bridge = bridge
    this.#notices = notices
    this.#failed = failed
    this.list = new Asked(() => bridge.call('playlists.list', {}))
    this.open = new OpenPlaylist(bridge, failed)
    this.maker = new Maker(bridge, failed)
    this.rules = new RuleEditor(bridge)
    this.exporter = new Exporter(bridge, failed)
    bridge.on('playlists.changed', ({ id }) => void this.#changed(id))
    bridge.on('job', job => this.#ended(job))
  }

  async show(id: number): Promise<void> {
    this.section = 'list'
    this.report = null
    this.reportFailure = null
    await this.open.show(id)
  }

  make(seeds: number[] = []): void {
    if (seeds.length) this.maker.seeds = seeds
    this.section = 'make'
  }

  editRules(playlist: Playlist | null, phrase = ''): void {
    this.section = 'rules'
    this.rules.start(playlist?.id ?? null, playlist?.name ?? '', playlist?.rules ?? null)
    if (phrase && !playlist) this.rules.rules.match = soundOnly(phrase)
  }

  /** Makes a list of these tracks and shows it. */
  async create(name: string, trackIds: number[], reasons?: (EntryReason | null)[]): Promise<Playlist | null> {
    return this.#kept(() =>
      this.#bridge.call('playlists.create', { name, trackIds, ...(reasons ? { reasons } : {}) })
    )
  }

  async saveDraft(name: string): Promise<void> {
    const entries = this.maker.draft?.entries ?? []
    const made = await this.create(
      name,
      entries.map(({ trackId }) => trackId),
      entries.map(({ reason }) => reason)
    )
    if (made) this.maker.forget()
  }

  async saveRules(): Promise<void> {
    const { id, name } = this.rules
    const rules = $state.snapshot(this.rules.rules)
    await this.#kept(async () => {
      if (id === null) return this.#bridge.call('playlists.create', { name: name.trim(), rules })
      await this.#bridge.call('playlists.rename', { id, name: name.trim() })
      return this.#bridge.call('playlists.setRules', { id, rules })
    })
  }

  async rename(playlist: Playlist, name: string): Promise<void> {
    if (name && name !== playlist.name)
      await this.#bridge.call('playlists.rename', { id: playlist.id, name }).catch(this.#failed)
    await Promise.all([this.list.load(), this.open.refresh()])
  }

  /** The way back is in the notice. */
  async remove(playlist: Playlist): Promise<void> {
    try {
      await this.#bridge.call('playlists.remove', { id: playlist.id })
    } catch (thrown) {
      return this.#failed(thrown)
    }
    if (this.open.playlist?.id === playlist.id) {
      this.open.close()
      this.section = 'make'
    }
    await this.list.load()
    this.#notices.say(say.playlists.removed(playlist.name), {
      label: say.undo,
      run: () => void this.#kept(() => this.#bridge.call('playlists.restore', { id: playlist.id }))
    })
  }

  /** Keeps what was shown: as the list it is now, or as the search that finds it. */
  async save(
    { trackIds, reasons, search }: Saving,
    name: string,
    kind: 'list' | 'smart',
    open: (id: number) => unknown
  ): Promise<void> {
    const what =
      kind === 'smart' && search !== null
        ? { rules: { ...freshRules(), match: soundOnly(search), limit: null } }
        : { trackIds, ...(reasons ? { reasons } : {}) }
    try {
      const { id, tracks } = await this.#bridge.call('playlists.create', { name, ...what })
      await this.list.load()
      this.#notices.say(say.playlists.saving.saved(tracks, name), {
        label: say.playlists.saving.open,
        run: () => void open(id)
      })
    } catch (thrown) {
      this.#failed(thrown)
    }
  }

  /** Adds tracks to a list, or to a new one of that name. */
  async add(ids: readonly number[], called: string, to: Playlist | string): Promise<void> {
    const trackIds = [...ids]
    try {
      const list =
        typeof to === 'string'
          ? await this.#bridge.call('playlists.create', { name: to, trackIds })
          : await this.#bridge.call('playlists.edit', {
              id: to.id,
              operations: [{ kind: 'add', trackIds }]
            })
      this.#notices.say(say.playlists.added(called, list.name), {
        label: say.undo,
        run: () => void this.#takeBack(list, typeof to === 'string')
      })
      await Promise.all([this.list.load(), this.open.refresh()])
    } catch (thrown) {
      this.#failed(thrown)
    }
  }

  async letGoOfFile(id: number): Promise<void> {
    await this.exporter.letGo(id)
    await this.list.load()
  }

  async check(playlist: Playlist): Promise<void> {
    this.checking = true
    this.reportFailure = null
    try {
      this.report = await this.#bridge.call('drafts.doctor', { id: playlist.id })
    } catch (thrown) {
      this.reportFailure = toFailure(thrown)
    } finally {
      this.checking = false
    }
  }

  /** A playlist file the person chose; what was not found is shown afterwards. */
  async import(file: File): Promise<void> {
    const path = this.#bridge.pathOf(file)
    await this.#import(async () => [
      path === null ? { name: file.name, base64: await base64Of(file) } : { path }
    ])
  }

  /** Playlist files by their paths, as with one that was chosen. Whether there is something to show of them. */
  async importPaths(paths: string[]): Promise<boolean> {
    return this.#import(async () => paths.map(path => ({ path })))
  }

  async #import(inputs: () => Promise<Input<'playlists.import'>[]>): Promise<boolean> {
    this.importing = true
    const reports: ImportReport[] = []
    try {
      for (const input of await inputs()) {
        reports.push(...(await this.#bridge.call('playlists.import', input)))
        this.imports = [...reports]
        this.section = 'imported'
      }
    } catch (thrown) {
      this.#failed(thrown)
    } finally {
      this.importing = false
    }
    await this.list.load()
    return reports.length > 0
  }

  /** A track for an entry that an import did not find. */
  async link(playlistId: number, entryId: number, trackId: number): Promise<boolean> {
    try {
      await this.#bridge.call('playlists.replaceEntry', { id: playlistId, entryId, trackId })
      return true
    } catch (thrown) {
      this.#failed(thrown)
      return false
    }
  }

  /** Looks again for what a playlist lacks; the report says what is still missing. */
  async lookAgain(id: number): Promise<void> {
    this.importing = true
    try {
      const report = await this.#bridge.call('playlists.relink', { id })
      const known = this.imports.some(({ playlistId }) => playlistId === id)
      this.imports = known ? this.imports.map(one => (one.playlistId === id ? report : one)) : [report]
      this.section = 'imported'
    } catch (thrown) {
      this.#failed(thrown)
    } finally {
      this.importing = false
    }
  }

  async #takeBack(list: Playlist, whole: boolean): Promise<void> {
    const id = list.id
    await (
      whole ? this.#bridge.call('playlists.remove', { id }) : this.#bridge.call('playlists.undo', { id })
    ).catch(this.#failed)
    await Promise.all([this.list.load(), this.open.refresh()])
  }

  async #kept(keep: () => Promise<Playlist>): Promise<Playlist | null> {
    try {
      const playlist = await keep()
      await Promise.all([this.list.load(), this.show(playlist.id)])
      return playlist
    } catch (thrown) {
      this.#failed(thrown)
      return null
    }
  }

  async #changed(id: number | null): Promise<void> {
    await this.list.refresh()
    if (id === null || id === this.open.playlist?.id) await this.open.refresh()
  }

  #ended(job: Job): void {
    if (job.kind !== 'playlist-export') return
    if (job.state === 'failed' && this.exporter.ended(job)) this.#dismiss(job)
    if (job.state === 'done') this.#notices.say(say.playlists.exported(job.done, job.failed))
  }
}

/** More than any request takes, bytes; text of it might not fit a string either. */
const mostSent = 100_000_000

async function base64Of(file: File): Promise<string> {
  if (file.size > mostSent) throw new EarshotError('too-large', `${file.name} is too large for a playlist.`)
  const bytes = new Uint8Array(await file.arrayBuffer())
  let text = ''
  for (let at = 0; at < bytes.length; at += 0x8000)
    text += String.fromCharCode(...bytes.subarray(at, at + 0x8000))
  return btoa(text)
}
