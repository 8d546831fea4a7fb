import type { PageBridge } from '#contract/bridge.ts'
import type { Settings } from '#contract/settings.ts'

/** The user's settings as the engine keeps them. */
export class Preferences {
  value = $state.raw<Settings>({
    theme: 'system',
    language: 'system',
    density: 'comfortable',
    ffmpeg: null,
    scanOnStart: true,
    watchFolders: true,
    journalDays: null,
    textCharset: 'windows-1252',
    effort: 'full',
    replayGain: 'off',
    crossfade: 0,
    notifyTracks: false
  })

  /** What the page of settings is narrowed down to. */
  sought = $state('')

  readonly #bridge: PageBridge
  readonly #failed: (thrown: unknown) => void

  constructor(bridge: PageBridge, failed: (thrown: unknown) => void) {
    this.#bridge = bridge
    this.#failed = failed
    bridge.on('settings.changed', settings => (this.value = settings))
  }

  async load(): Promise<void> {
    try {
      this.value = await this.#bridge.call('settings.get', {})
    } catch (thrown) {
      this.#failed(thrown)
    }
  }

  /** Asks for another ffmpeg, in a dialog of the system. */
  async chooseDecoder(): Promise<void> {
    try {
      this.value = await this.#bridge.call('shell.chooseDecoder', {})
    } catch (thrown) {
      this.#failed(thrown)
    }
  }

  /** Shows the change at once and takes it back if it could not be kept. */
  async set(change: Partial<Settings>): Promise<void> {
    const before = this.value
    this.value = { ...before, ...change }
    try {
      this.value = await this.#bridge.call('settings.set', change)
    } catch (thrown) {
      this.value = before
      this.#failed(thrown)
    }
  }
}
