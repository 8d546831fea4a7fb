import type { Waits } from '#contract/entities.ts'
import { EarshotError } from '#contract/errors.ts'
import type { Settings } from '#contract/settings.ts'
import { onBattery } from './power.ts'
import { processorTime, shareOfOthers, type ProcessorTime } from './processor-time.ts'
import { Steady } from './steady.ts'

type Effort = Settings['effort']

/** Milliseconds between two looks while something is heard. */
const lookEvery = 5000

/** From which share of all cores in other programs it waits, and below which it goes on. */
const shares: Record<Exclude<Effort, 'full'>, { waits: number; goesOn: number }> = {
  quiet: { waits: 0.25, goesOn: 0.12 },
  normal: { waits: 0.5, goesOn: 0.25 }
}

export interface YieldingOptions {
  effort: () => Effort
  /** Null: nobody knows. Default: what Linux says. */
  battery?: () => boolean | null
  /** Default: what Linux says. */
  time?: () => ProcessorTime | null
}

/** Lets listening wait while the machine runs on a battery, and while other programs want the processor. */
export class Yielding {
  readonly #options: Required<YieldingOptions>
  /** A plug may be loose: ten seconds each way. */
  readonly #battery = new Steady(2, 2)
  /** Fifteen seconds of it; half a minute without. */
  readonly #busy = new Steady(3, 6)
  #before: ProcessorTime | null = null
  #timer: NodeJS.Timeout | undefined
  #tell: (waits: Waits | null) => void = () => undefined
  #waits: Waits | null = null
  #anyway = false
  #goOn = Promise.withResolvers<null>()

  constructor({ effort, battery = () => onBattery(), time = () => processorTime() }: YieldingOptions) {
    this.#options = { effort, battery, time }
  }

  /** What listening waits for; where none goes on, what it would wait for. */
  get waits(): Waits | null {
    if (this.#timer !== undefined) return this.#waits
    return this.#options.effort() !== 'full' && this.#options.battery() === true ? 'battery' : null
  }

  /** Looks now and then until `end`, and tells whenever it is to wait, and whenever to go on. */
  begin(tell: (waits: Waits | null) => void): void {
    this.end()
    this.#tell = tell
    this.#battery.start(this.#options.battery() === true)
    this.#busy.start(false)
    this.#before = this.#options.time()
    this.#timer = setInterval(() => this.look(), lookEvery).unref()
    this.#decide()
  }

  end(): void {
    clearInterval(this.#timer)
    this.#timer = undefined
    this.#anyway = false
    this.#set(null)
    this.#tell = () => undefined
  }

  look(): void {
    const { effort, battery, time } = this.#options
    this.#battery.look(battery())
    const [before, now] = [this.#before, time()]
    this.#before = now
    const share = before === null || now === null ? null : shareOfOthers(before, now)
    const level = effort()
    if (share !== null && level !== 'full') {
      const { waits, goesOn } = shares[level]
      this.#busy.look(share >= waits ? true : share < goesOn ? false : null)
    }
    this.#decide()
  }

  /** Not to wait any more, until it ends. */
  goOnAnyway(): void {
    this.#anyway = true
    this.#decide()
  }

  /** Resolves once there is nothing to wait for. Rejects with cancelled. */
  async pass(signal: AbortSignal): Promise<void> {
    while (this.#waits !== null) {
      const stopped = Promise.withResolvers<null>()
      const stop = (): void => stopped.resolve(null)
      signal.addEventListener('abort', stop, { once: true })
      if (!signal.aborted) await Promise.race([this.#goOn.promise, stopped.promise])
      signal.removeEventListener('abort', stop)
      if (signal.aborted) throw new EarshotError('cancelled', 'Cancelled.')
    }
  }

  #decide(): void {
    const never = this.#anyway || this.#options.effort() === 'full'
    this.#set(never ? null : this.#battery.holds ? 'battery' : this.#busy.holds ? 'busy' : null)
  }

  #set(waits: Waits | null): void {
    if (waits === this.#waits) return
    this.#waits = waits
    if (waits === null) {
      this.#goOn.resolve(null)
      this.#goOn = Promise.withResolvers<null>()
    }
    this.#tell(waits)
  }
}
