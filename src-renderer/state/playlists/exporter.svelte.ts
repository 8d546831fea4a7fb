import type { PageBridge } from '#contract/bridge.ts'
import type { Job } from '#contract/entities.ts'
import { toFailure } from '#contract/errors.ts'
import type { ExportOptions, ExportText, PlaylistFormat } from '#contract/playlists.ts'

export type PathKind = ExportOptions['paths']['kind']

/** How a playlist is written for other players. */
export class Exporter {
  /** The playlist whose dialog is open; null while closed. */
  id = $state<number | null>(null)
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
  /** Written again whenever the playlist changes. */
  keep = $state(false)
  preview = $state.raw<ExportText | null>(null)
  busy = $state(false)
  /** Another file has the name: it is replaced only when that is said. */
  taken = $state(false)
  /** What the job at work writes. */
  #writing: { job: number; id: number } | null = null

  readonly options: ExportOptions = $derived({
    paths: this.paths === 'mapped' ? { kind: 'mapped', from: this.from, to: this.to } : { kind: this.paths },
    slashes: this.slashes,
    percentEncode: this.percentEncode,
    extinf: this.extinf,
    bom: this.bom,
    lineEnds: this.lineEnds,
    missing: this.missing,
    files: this.files
  })
  readonly complete = $derived(this.paths !== 'mapped' || this.from.trim() !== '')

  readonly #bridge: PageBridge
  readonly #failed: (thrown: unknown) => void

  constructor(bridge: PageBridge, failed: (thrown: unknown) => void) {
    this.#bridge = bridge
    this.#failed = failed
  }

  open(id: number): void {
    this.id = id
    this.preview = null
    this.taken = false
  }

  close(): void {
    this.id = null
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
    const { id, format, options, folder } = this
    if (id === null || !this.complete) return null
    const where = folder ? { folder } : {}
    try {
      this.preview = await this.#bridge.call('playlists.exportText', { id, format, options, ...where })
    } catch (thrown) {
      this.preview = null
      this.#failed(thrown)
    }
    return this.preview
  }

  /** Writes into the folder; true when it is on its way. `replace`: over another file of the same name, too. */
  async write(replace = false): Promise<boolean> {
    const { id, format, options, folder, keep } = this
    if (id === null || !folder || !this.complete) return false
    this.busy = true
    try {
      if (keep) {
        await this.#bridge.call('playlists.setTarget', { id, target: { folder, format, options }, replace })
      } else {
        const job = await this.#bridge.call('playlists.export', {
          ids: [id],
          folder,
          format,
          options,
          replace
        })
        this.#writing = { job: job.id, id }
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
    const { id } = this.#writing?.job === job.id ? this.#writing : { id: null }
    if (id === null || job.error?.code !== 'changed-since') return false
    this.open(id)
    this.taken = true
    return true
  }
}
