import type { PageBridge } from '#contract/bridge.ts'
import type { Backup, BackupList } from '#contract/keeping.ts'
import { say } from '../text/say.ts'
import { Asked } from './asked.svelte.ts'
import type { Notices } from './notices.svelte.ts'

/** The backups of the library, and the one that is to take its place. */
export class Backups {
  readonly list: Asked<BackupList>
  /** The backup that waits for a yes. */
  chosen = $state.raw<Backup | null>(null)
  busy = $state(false)

  readonly #bridge: PageBridge
  readonly #notices: Notices
  readonly #failed: (thrown: unknown) => void

  constructor(bridge: PageBridge, notices: Notices, failed: (thrown: unknown) => void) {
    this.#bridge = bridge
    this.#notices = notices
    this.#failed = failed
    this.list = new Asked(() => bridge.call('backups.list', {}))
  }

  async make(): Promise<void> {
    await this.#work(async () => {
      const { bytes } = await this.#bridge.call('backups.make', {})
      this.#notices.say(say.backups.made(bytes))
      await this.list.load()
    })
  }

  /** The chosen one takes the library's place: at the next start, or at once where the library is damaged. */
  async restore(): Promise<boolean> {
    const { chosen } = this
    this.chosen = null
    return chosen !== null && this.#work(() => this.#restoreTo(chosen.name))
  }

  /** Nothing takes the library's place after all. */
  async keep(): Promise<void> {
    await this.#work(() => this.#restoreTo(null))
  }

  async #restoreTo(name: string | null): Promise<void> {
    this.list.value = await this.#bridge.call('backups.restore', { name })
  }

  /** False where it failed, which was told. */
  async #work(work: () => Promise<void>): Promise<boolean> {
    this.busy = true
    try {
      await work()
      return true
    } catch (thrown) {
      this.#failed(thrown)
      return false
    } finally {
      this.busy = false
    }
  }
}
