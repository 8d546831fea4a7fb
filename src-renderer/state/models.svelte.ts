import type { PageBridge } from '#contract/bridge.ts'
import { toFailure, type Failure } from '#contract/errors.ts'
import type { KnownModel, ModelEntry, ModelList, ModelProposal, ModelTest } from '#contract/models.ts'
import { say } from '../text/say.ts'
import type { Notices } from './notices.svelte.ts'

/** A model that is to be taken in, once its licence is accepted. */
export type Offer =
  { kind: 'add'; paths: string[]; model: ModelProposal } | { kind: 'download'; model: KnownModel }

/** The models that listen, and those that could. */
export class Models {
  list = $state.raw<ModelList | null>(null)
  failure = $state.raw<Failure | null>(null)
  offer = $state.raw<Offer | null>(null)
  /** The model whose removal waits for a yes. */
  removing = $state.raw<ModelEntry | null>(null)
  testing = $state<string | null>(null)
  /** The last test, until the list changes. */
  test = $state.raw<ModelTest | null>(null)
  busy = $state(false)
  /** The model that is being fetched. */
  downloading = $state<string | null>(null)

  readonly #bridge: PageBridge
  readonly #notices: Notices
  readonly #failed: (thrown: unknown) => void
  #wanted = false

  constructor(bridge: PageBridge, notices: Notices, failed: (thrown: unknown) => void) {
    this.#bridge = bridge
    this.#notices = notices
    this.#failed = failed
    const again = (): void => {
      if (this.#wanted) void this.load()
    }
    bridge.on('models.changed', again)
    // How far a model on its way has come; what a download that was stopped has left.
    bridge.on('job', job => {
      if (job.state === 'running') return
      const taking = job.kind === 'model-add' || job.kind === 'model-download'
      if (taking || job.kind === 'analysis') again()
      // Why a model was refused is what one wants to read.
      if (taking && job.state === 'failed' && job.error) notices.fail(job.error)
    })
  }

  async load(): Promise<void> {
    this.#wanted = true
    try {
      this.list = await this.#bridge.call('models.list', {})
      this.failure = null
    } catch (thrown) {
      this.failure = toFailure(thrown)
    }
  }

  /** Asks for a folder, looks at it, and shows what it is. */
  async chooseFolder(): Promise<void> {
    await this.#work(async () => {
      const [path] = await this.#bridge.call('shell.chooseFolders', { what: 'model' })
      if (path === undefined) return
      const paths = [path]
      this.offer = { kind: 'add', paths, model: await this.#bridge.call('models.inspect', { paths }) }
    })
  }

  offerDownload(model: KnownModel): void {
    this.offer = { kind: 'download', model }
  }

  /** The licence on show is accepted. */
  async accept(): Promise<void> {
    const { offer } = this
    if (!offer) return
    this.offer = null
    const { licence } = offer.model
    if (offer.kind === 'download') this.downloading = offer.model.id
    await this.#work(() =>
      offer.kind === 'add'
        ? this.#bridge.call('models.add', { paths: offer.paths, licence })
        : this.#bridge.call('models.download', { id: offer.model.id, licence })
    )
  }

  refuse(): void {
    this.offer = null
  }

  async use(model: ModelEntry): Promise<void> {
    await this.#work(async () => {
      const { inUse } = await this.#bridge.call('models.use', { id: model.id })
      this.#notices.say(inUse ? say.models.using(model.title) : say.models.usingSoon(model.title))
      await this.load()
    })
  }

  async runTest(model: ModelEntry): Promise<void> {
    this.testing = model.id
    this.test = null
    try {
      this.test = await this.#bridge.call('models.test', { id: model.id })
    } catch (thrown) {
      this.#failed(thrown)
    } finally {
      this.testing = null
    }
  }

  async remove(heard: boolean): Promise<void> {
    const model = this.removing
    if (!model) return
    this.removing = null
    await this.#work(async () => {
      await this.#bridge.call('models.remove', { id: model.id, analysed: heard })
      this.#notices.say(say.models.removed(model.title))
      await this.load()
    })
  }

  async #work(work: () => Promise<unknown>): Promise<void> {
    this.busy = true
    try {
      await work()
    } catch (thrown) {
      this.#failed(thrown)
    } finally {
      this.busy = false
    }
  }
}
