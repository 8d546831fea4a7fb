import type { PageBridge } from '#contract/bridge.ts'
import type { Job } from '#contract/entities.ts'
import { toFailure } from '#contract/errors.ts'
import { presetOf } from '#contract/players.ts'
import {
  usualExport,
  type ExportOptions,
  type ExportTarget,
  type ExportText,
  type Player,
  type PlaylistFormat
} from '#contract/playlists.ts'

export type PathKind = ExportOptions['paths']['kind']

/** A playlist, or tracks that are in none. */
export type Exported = { id: number } | { name: string; trackIds: number[] }

/** How a playlist is written for other players. */
export class Exporter {
  /** What the open dialog writes; null while it is closed. */
  what = $state.raw<Exported | null>(null)
  /** Where that is a playlist. */
  readonly id = $derived(this.what !== null && 'id' in this.what ? this.what.id : null)
  /** Whom it is written for; null: any player. */
  player = $state<Player | null>(null)
  format = $state<PlaylistFormat>('m3u8')
  folder = $state('')
  paths = $state<PathKind>('relative')
  from = $state('')
  to = $state('')
  slashes = $state<'/' | '\\'>('/')
  lineEnds = $state<'lf' | 'crlf'>('lf')
  percentEncode = $state(false)
  extinf = $state(true)
  bom = $state(false)
  missing = $state(true)
  files = $state<ExportOptions['files']>('leave')
  utf8 = $state(false)
  /** What is brought along gets numbers and plain letters. */
  numbered = $state(false)
  /** Written again whenever the playlist changes. */
  keep = $state(false)
  preview = $state.raw<ExportText | null>(null)
  busy = $state(false)
  /** Another file has the name: it is replaced only when that is said. */
  taken = $state(false)
  /** What the job at work writes. */
  #writing: { job: number; what: Exported } | null = null

  readonly options: ExportOptions = $derived({
    paths: this.paths === 'mapped' ? { kind: 'mapped', from: this.from, to: this.to } : { kind: this.paths },
    slashes: this.slashes,
    percentEncode: this.percentEncode,
    extinf: this.extinf,
    bom: this.bom,
    lineEnds: this.lineEnds,
    missing: this.missing,
    files: this.files,
    utf8: this.utf8,
    names: this.numbered ? 'numbered' : 'own'
  })
  /** The music lies where it was. */
  readonly stays = $derived(this.files === 'leave')
  /** Whether it can be written again: it is a playlist, and the music lies where it was. */
  readonly follows = $derived(this.stays && this.id !== null)
  readonly complete = $derived(this.paths !== 'mapped' || this.from.trim() !== '')

  readonly #bridge: PageBridge
  readonly #failed: (thrown: unknown) => void

  constructor(bridge: PageBridge, failed: (thrown: unknown) => void) {
    this.#bridge = bridge
    this.#failed = failed
  }

  /** `target`: as its file is written again; without one everything is as it was the last time. */
  open(what: Exported, target: ExportTarget | null = null): void {
    this.what = what
    this.preview = null
    this.taken = false
    if (target === null) return
    this.#set(target)
    this.player = target.player
    this.folder = target.folder
    this.keep = true
  }

  /** Everything as this player wants it; null: as most can read it. */
  choose(player: Player | null): void {
    this.player = player
    this.#set(player === null ? { format: 'm3u8', options: usualExport } : presetOf(player))
    this.keep &&= this.stays
  }

  #set({ format, options }: Pick<ExportTarget, 'format' | 'options'>): void {
    this.format = format
    this.paths = options.paths.kind
    if (options.paths.kind === 'mapped') {
      this.from = options.paths.from
      this.to = options.paths.to
    }
    this.slashes = options.slashes
    this.lineEnds = options.lineEnds
    this.percentEncode = options.percentEncode
    this.extinf = options.extinf
    this.bom = options.bom
    this.missing = options.missing
    this.files = options.files
    this.utf8 = options.utf8
    this.numbered = options.names === 'numbered'
    this.preview = null
  }

  close(): void {
    this.what = null
  }

  /** Its file is not written again; it stays as it is. */
  async letGo(id: number): Promise<void> {
    await this.#bridge.call('playlists.setTarget', { id, target: null }).catch(this.#failed)
  }

  async chooseFolder(): Promise<void> {
    try {
      const [folder] = await this.#bridge.call('shell.chooseFolders', {})
      if (folder) this.folder = folder
    } catch (thrown) {
      this.#failed(thrown)
    }
  }

  /** What would be written. */
  async look(): Promise<ExportText | null> {
    const { what, format, options, folder, player } = this
    if (what === null || !this.complete) return null
    const wish = { format, options, player, ...(folder ? { folder } : {}) }
    try {
      this.preview = await ('id' in what
        ? this.#bridge.call('playlists.exportText', { ...what, ...wish })
        : this.#bridge.call('playlists.exportTracksText', { ...what, ...wish }))
    } catch (thrown) {
      this.preview = null
      this.#failed(thrown)
    }
    return this.preview
  }

  /** Writes into the folder; true when it is on its way. `replace`: over another file of the same name, too. */
  async write(replace = false): Promise<boolean> {
    const { what, id, format, options, folder, player } = this
    if (what === null || !folder || !this.complete) return false
    const target = { folder, format, options, player }
    this.busy = true
    try {
      if (id !== null && this.keep && this.follows)
        await this.#bridge.call('playlists.setTarget', { id, target, replace })
      else {
        const wish = { ...target, replace }
        const job = await ('id' in what
          ? this.#bridge.call('playlists.export', { ids: [what.id], ...wish })
          : this.#bridge.call('playlists.exportTracks', { ...what, ...wish }))
        this.#writing = { job: job.id, what }
      }
      this.close()
      return true
    } catch (thrown) {
      this.taken = toFailure(thrown).code === 'changed-since'
      if (!this.taken) this.#failed(thrown)
      return false
    } finally {
      this.busy = false
    }
  }

  /** A job came to its end; true where it found another file in its place, and the dialog asks about that. */
  ended(job: Job): boolean {
    const writing = this.#writing
    if (writing?.job !== job.id || job.error?.code !== 'changed-since') return false
    this.open(writing.what)
    this.taken = true
    return true
  }
}
