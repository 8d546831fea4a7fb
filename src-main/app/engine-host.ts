import { powerMonitor, utilityProcess, type UtilityProcess } from 'electron'
import type { Caller } from '#contract/bridge.ts'
import { EarshotError, toError, toFailure, type Failure } from '#contract/errors.ts'
import { eventNames, type EventName, type Events } from '#contract/events.ts'
import { Listeners } from '#contract/listeners.ts'
import type { Input, Output, RequestName } from '#contract/requests.ts'
import { childPort } from '../engine/wire/ports.ts'
import { callerOver } from '../engine/wire/rpc.ts'
import { isCrash, restartDelay, steadyAfter } from './restart-delay.ts'

/** Longest wait for the engine to finish the batch in hand when the app quits. */
const drainLimit = 15_000

const crashed: Failure = {
  code: 'internal',
  message: 'The engine stopped unexpectedly and is being started again; what was asked of it is lost.'
}
const gaveUp: Failure = {
  code: 'internal',
  message: 'The engine stops each time it is started. Start Earshot again; `earshot doctor` says more.'
}

/** The engine in a process of its own: started, started again after a crash, and closed with care. */
export class EngineHost implements Caller {
  readonly #fork: (afterCrash: boolean) => UtilityProcess
  readonly #listeners = new Listeners()
  #child: UtilityProcess | null = null
  #engine: Promise<Caller> = Promise.reject(new EarshotError('internal', 'The engine was not started.'))
  #crashes = 0
  /** Whether the last engine ended by a fault of its own, and not by somebody's kill. */
  #crashed = false
  #restart: NodeJS.Timeout | undefined
  #closing = false

  constructor(file: string, options: { data: string; models: string; decoder: string | null }) {
    this.#engine.catch(() => undefined)
    this.#fork = afterCrash => {
      const arguments_ = ['--data', options.data, '--models', options.models]
      if (options.decoder !== null) arguments_.push('--decoder', options.decoder)
      if (afterCrash) arguments_.push('--after-crash')
      return utilityProcess.fork(file, arguments_, { serviceName: 'Earshot engine' })
    }
  }

  start(): void {
    powerMonitor.off('on-battery', this.#sayPower).off('on-ac', this.#sayPower)
    powerMonitor.on('on-battery', this.#sayPower).on('on-ac', this.#sayPower)
    const child = this.#fork(this.#crashed)
    const startedAt = Date.now()
    this.#child = child
    this.#sayPower()
    const caller = callerOver(childPort(child))
    for (const name of eventNames)
      caller.on(name, (value: unknown) => this.#listeners.tell(name, value as never))
    this.#engine = Promise.resolve(caller)
    child.once('exit', code => {
      this.#child = null
      this.#crashed = isCrash(code)
      if (!this.#closing) this.#afterCrash(Date.now() - startedAt)
    })
  }

  /** Waits while the engine is being started again; rejects when it crashes under the call. */
  async call<N extends RequestName>(name: N, input: Input<N>, signal?: AbortSignal): Promise<Output<N>> {
    const engine = await this.#engine
    const child = this.#child
    try {
      return await engine.call(name, input, signal)
    } catch (thrown) {
      const failure = toFailure(thrown)
      const gone = failure.code === 'cancelled' && !signal?.aborted && child !== this.#child
      throw gone && !this.#closing ? toError(crashed) : thrown
    }
  }

  on<E extends EventName>(name: E, listener: (value: Events[E]) => void): () => void {
    return this.#listeners.on(name, listener)
  }

  /** Lets the engine finish its batch and close the database; kills it when that takes too long. */
  async close(): Promise<void> {
    this.#closing = true
    clearTimeout(this.#restart)
    const child = this.#child
    if (!child) return
    const gone = new Promise<void>(resolve => child.once('exit', () => resolve()))
    const limit = setTimeout(() => child.kill(), drainLimit)
    child.postMessage({ kind: 'close' })
    await gone
    clearTimeout(limit)
  }

  /** What the engine cannot see by itself everywhere. */
  readonly #sayPower = (): void => {
    this.#child?.postMessage({ kind: 'power', battery: powerMonitor.isOnBatteryPower() })
  }

  #afterCrash(livedFor: number): void {
    this.#crashes = livedFor > steadyAfter ? 1 : this.#crashes + 1
    const delay = restartDelay(this.#crashes)
    if (delay === null) {
      this.#engine = Promise.reject(toError(gaveUp))
      this.#engine.catch(() => undefined)
      this.#listeners.tell('engine.changed', { state: 'stopped', failure: gaveUp })
      return
    }
    this.#listeners.tell('engine.changed', { state: 'restarting', failure: crashed })
    const { promise, resolve } = Promise.withResolvers<Caller>()
    this.#engine = promise
    this.#restart = setTimeout(() => {
      this.start()
      resolve(this.#engine)
      // The first answer shows that it is up.
      this.call('settings.get', {}).then(
        () => this.#listeners.tell('engine.changed', { state: 'running', failure: null }),
        () => undefined
      )
    }, delay)
  }
}
