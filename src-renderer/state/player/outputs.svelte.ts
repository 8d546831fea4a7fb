import { say } from '../../text/say.ts'
import type { Notices } from '../notices.svelte.ts'
import type { Sound } from './sound.ts'

/** Something that sound comes out of: headphones, loudspeakers. */
export interface Output {
  id: string
  name: string
}

/** The part of the browser's list of devices that is used. */
export type Devices = Pick<MediaDevices, 'enumerateDevices' | 'getUserMedia' | 'addEventListener'> & {
  /** Firefox's own dialog, which gives one of them. */
  selectAudioOutput?: () => Promise<Pick<MediaDeviceInfo, 'deviceId' | 'label'>>
}

/** Names of the system's own choice among the others. */
const systems = new Set(['', 'default', 'communications'])

/** What the sound comes out of: the system's choice, or one that was chosen here, for as long as it is there. */
export class Outputs {
  /** Those that have a name, without the system's choice. */
  all = $state.raw<readonly Output[]>([])
  /** What was chosen; null: what the system takes. It stays chosen while it is away. */
  chosen = $state.raw<Output | null>(null)
  /** There are some whose names the browser does not tell. */
  nameless = $state(false)
  /** Somebody asked for the names and got none. */
  refused = $state(false)
  /** The one that is used; null: the system's. An id is new wherever a browser's data was cleared, a name is not. */
  readonly used: Output | null = $derived.by(() => {
    const { all, chosen } = this
    if (chosen === null) return null
    return all.find(({ id }) => id === chosen.id) ?? all.find(({ name }) => name === chosen.name) ?? null
  })

  /** Null where this page can choose none. */
  readonly #devices: Devices | null
  readonly #sound: Sound
  readonly #notices: Notices
  #set = ''

  constructor(
    sound: Sound,
    notices: Notices,
    devices: Devices | undefined = globalThis.navigator?.mediaDevices
  ) {
    this.#sound = sound
    this.#notices = notices
    this.#devices = sound.choosesOutput ? (devices ?? null) : null
    this.#devices?.addEventListener('devicechange', () => void this.load())
  }

  get possible(): boolean {
    return this.#devices !== null
  }

  async load(): Promise<void> {
    const found = (await this.#devices?.enumerateDevices().catch(() => [])) ?? []
    const outputs = found.filter(({ kind }) => kind === 'audiooutput')
    this.nameless = outputs.some(({ label }) => label === '')
    this.all = outputs
      .filter(({ deviceId, label }) => label !== '' && !systems.has(deviceId))
      .map(({ deviceId, label }) => ({ id: deviceId, name: label }))
    await this.#use()
  }

  /** As it was chosen the last time; somebody may have been quicker. */
  async restore(output: Output | null): Promise<void> {
    this.chosen ??= output
    await this.load()
  }

  /** Null: what the system takes. */
  async choose(output: Output | null): Promise<void> {
    this.chosen = output
    await this.#use()
  }

  /** The browser asks whether the page may know the names; of what it gives for that nothing is kept. */
  async askNames(): Promise<void> {
    const devices = this.#devices
    if (devices === null) return
    this.refused = false
    try {
      if (devices.selectAudioOutput) {
        const { deviceId, label } = await devices.selectAudioOutput()
        this.chosen = { id: deviceId, name: label }
      } else for (const track of (await devices.getUserMedia({ audio: true })).getTracks()) track.stop()
    } catch {
      this.refused = true
    }
    await this.load()
  }

  async #use(): Promise<void> {
    const { chosen, used } = this
    const id = used?.id ?? ''
    if (id === this.#set) return
    const gone = id === '' && chosen !== null
    this.#set = id
    await this.#sound.setOutput(id, () => void this.#lost(id))
    if (gone) this.#notices.say(say.player.outputGone(chosen.name))
  }

  /** It is still told of and gives no sound: the system's takes its place until the list changes. */
  async #lost(id: string): Promise<void> {
    if (this.#set !== id) return
    this.all = this.all.filter(one => one.id !== id)
    await this.#use()
  }
}
