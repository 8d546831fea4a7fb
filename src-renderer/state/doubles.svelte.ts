import type { PageBridge } from '#contract/bridge.ts'
import type { DoubleCopy, DoubleGroup, DoublesOverview } from '#contract/doubles.ts'
import type { Job } from '#contract/entities.ts'
import { say } from '../text/say.ts'
import { Asked } from './asked.svelte.ts'
import type { Notices } from './notices.svelte.ts'
import type { Player } from './player.svelte.ts'

const page = 50

/** Recordings that are there in several files. */
export class Doubles {
  readonly overview: Asked<DoublesOverview>
  readonly groups: Asked<DoubleGroup[]>
  readonly onlySure = $derived.by(() => this.#onlySure)
  #onlySure = $state(false)
  #most = $state(page)
  /** Which copy somebody chose to keep, by the key of its group. */
  #kept = $state.raw<Readonly<Record<number, number>>>({})

  /** What is asked about before it is done; null: nothing is. */
  asking = $state.raw<readonly DoubleGroup[] | null>(null)
  /** Whether what is set aside goes to the trash too; asked each time. */
  toTrash = $state(false)
  busy = $state(false)

  readonly #bridge: PageBridge
  readonly #player: Player
  readonly #notices: Notices
  readonly #failed: (thrown: unknown) => void

  constructor(bridge: PageBridge, player: Player, notices: Notices, failed: (thrown: unknown) => void) {
    this.#bridge = bridge
    this.#player = player
    this.#notices = notices
    this.#failed = failed
    this.overview = new Asked(() => bridge.call('doubles.overview', {}))
    this.groups = new Asked(() =>
      bridge.call('doubles.groups', { limit: this.#most, ...(this.#onlySure ? { sure: true } : {}) })
    )
    bridge.on('job', job => {
      if (changesDoubles(job)) void this.refresh()
    })
  }

  readonly shown = $derived.by(() => this.groups.value ?? [])
  readonly left = $derived.by(() => {
    const { value } = this.overview
    if (value === null) return 0
    return Math.max(0, (this.#onlySure ? value.sure.groups : value.groups) - this.shown.length)
  })

  async load(): Promise<void> {
    await Promise.all([this.overview.load(), this.groups.load()])
  }

  async refresh(): Promise<void> {
    await Promise.all([this.overview.refresh(), this.groups.refresh()])
  }

  async find(): Promise<void> {
    await this.#bridge.call('doubles.find', {}).catch(this.#failed)
  }

  async more(): Promise<void> {
    this.#most = Math.min(500, this.#most + page)
    await this.groups.load()
  }

  async showSure(sure: boolean): Promise<void> {
    this.#onlySure = sure
    this.#most = page
    await this.groups.load()
  }

  keptOf({ key, keep }: DoubleGroup): number {
    return this.#kept[key] ?? keep
  }

  keep({ key }: DoubleGroup, id: number): void {
    this.#kept = { ...this.#kept, [key]: id }
  }

  /** Whether this copy is the one that sounds. */
  isPlaying({ id }: DoubleCopy): boolean {
    return this.#player.track?.id === id && !this.#player.paused
  }

  /** Plays a copy; while another copy of the group plays, from the same moment of the music on. */
  async play({ copies }: DoubleGroup, copy: DoubleCopy): Promise<void> {
    const { track, time } = this.#player
    if (track?.id === copy.id) return this.#player.toggle()
    const other = copies.find(({ id }) => id === track?.id)
    const from = other === undefined ? 0 : time + (other.startsLater ?? 0) - (copy.startsLater ?? 0)
    await this.#player.hear(copy.id, Math.max(0, from))
  }

  /** Files beside the one that is to be kept. */
  othersOf(group: DoubleGroup): DoubleCopy[] {
    return group.copies.filter(({ id }) => id !== this.keptOf(group))
  }

  ask(groups: readonly DoubleGroup[]): void {
    this.toTrash = false
    this.asking = groups
  }

  /** All whose proposal is sure, also those that are not shown. */
  async askSure(): Promise<void> {
    try {
      const all: DoubleGroup[] = []
      for (let left = true; left;) {
        const some = await this.#bridge.call('doubles.groups', { offset: all.length, limit: 500, sure: true })
        all.push(...some)
        left = some.length === 500
      }
      if (all.length > 0) this.ask(all)
    } catch (thrown) {
      this.#failed(thrown)
    }
  }

  /** Sets aside what was asked about: by a plan, which is written at once. */
  async setAside(): Promise<void> {
    const groups = (this.asking ?? []).map(group => ({
      keep: this.keptOf(group),
      others: this.othersOf(group).map(({ id }) => id)
    }))
    this.asking = null
    this.busy = true
    try {
      const trash = this.toTrash
      const name = trash ? say.doubles.planNameTrash : say.doubles.planName
      const plan = await this.#bridge.call('doubles.propose', { name, groups, trash })
      await this.#bridge.call('plans.write', { id: plan.id })
    } catch (thrown) {
      this.#failed(thrown)
    } finally {
      this.busy = false
    }
  }

  /** Remembers that these files are not one recording. */
  async apart({ copies }: DoubleGroup): Promise<void> {
    const ids = copies.map(({ id }) => id)
    try {
      await this.#bridge.call('doubles.apart', { ids, apart: true })
      this.#notices.say(say.doubles.parted, {
        label: say.undo,
        run: async () => {
          await this.#bridge.call('doubles.apart', { ids, apart: false }).catch(this.#failed)
          await this.refresh()
        }
      })
      await this.refresh()
    } catch (thrown) {
      this.#failed(thrown)
    }
  }
}

const changesDoubles = ({ kind, state }: Job): boolean =>
  state !== 'running' &&
  (kind === 'doubles' || kind === 'scan' || kind === 'tag-write' || kind === 'tag-undo')
