import type { Caller } from '#contract/bridge.ts'
import { EarshotError } from '#contract/errors.ts'
import type { EventName, Events } from '#contract/events.ts'
import type { Input, Output, ParsedInput, RequestName } from '#contract/requests.ts'
import { parseInput } from '#contract/parse-input.ts'
import { listBackups } from '../core/database/backups/list.ts'
import { restoreBackup } from '../core/database/backups/restore.ts'
import type { Engine } from './engine.ts'

/** Somebody who listens, and what ends it at the engine that is open. */
interface Listening {
  attach(engine: Engine): () => void
  off: () => void
}

/**
 * An engine that answers about backups even where its database is damaged: then `backups.restore` puts one back at once,
 * and the engine opens with it. Everything else fails as the opening did, until then.
 */
export class RepairableEngine implements Caller {
  readonly #open: () => Promise<Engine>
  readonly #dataFolder: string
  readonly #listening = new Set<Listening>()
  #engine: Promise<Engine>
  #repairing: Promise<unknown> = Promise.resolve()

  constructor(open: () => Promise<Engine>, dataFolder: string) {
    this.#open = open
    this.#dataFolder = dataFolder
    this.#engine = this.#opening()
  }

  async call<N extends RequestName>(name: N, input: Input<N>, signal?: AbortSignal): Promise<Output<N>> {
    await this.#repairing
    try {
      return await (await this.#engine).call(name, input, signal)
    } catch (thrown) {
      if (!(await this.#isDamaged())) throw thrown
      if (name === 'backups.list') return this.#list() as Output<N>
      if (name !== 'backups.restore') throw thrown
      const wanted = parseInput('backups.restore', input) satisfies ParsedInput<'backups.restore'>
      const repairing = this.#restore(wanted.name)
      this.#repairing = repairing.catch(() => undefined)
      await repairing
      return this.#list() as Output<N>
    }
  }

  on<E extends EventName>(name: E, listener: (value: Events[E]) => void): () => void {
    const entry: Listening = { attach: engine => engine.on(name, listener), off: () => undefined }
    this.#listening.add(entry)
    const engine = this.#engine
    engine.then(opened => this.#attach(opened, entry), ignore)
    return () => {
      this.#listening.delete(entry)
      entry.off()
    }
  }

  /** False where the database is damaged. Throws what else keeps the engine from opening. */
  async ready(): Promise<boolean> {
    if (await this.#isDamaged()) return false
    await this.#engine
    return true
  }

  /** Throws what closing throws; an engine that never opened is closed. */
  async close(): Promise<void> {
    await this.#repairing
    const opened = await this.#engine.catch(ignore)
    await opened?.close()
  }

  #opening(): Promise<Engine> {
    const engine = this.#open()
    engine.catch(ignore) // told with every call
    return engine
  }

  async #isDamaged(): Promise<boolean> {
    return this.#engine.then(
      () => false,
      (thrown: unknown) => thrown instanceof EarshotError && thrown.code === 'database-damaged'
    )
  }

  #list(): Output<'backups.list'> {
    return { backups: listBackups(this.#dataFolder), waiting: null }
  }

  async #restore(name: string | null): Promise<void> {
    const found = listBackups(this.#dataFolder).find(backup => backup.name === name)
    if (found === undefined) throw new EarshotError('not-found', `There is no backup ${name ?? ''}.`)
    await restoreBackup(this.#dataFolder, found.path)
    this.#engine = this.#opening()
    const opened = await this.#engine
    for (const entry of this.#listening) this.#attach(opened, entry)
  }

  #attach(engine: Engine, entry: Listening): void {
    if (this.#listening.has(entry)) entry.off = entry.attach(engine)
  }
}

const ignore = (): undefined => undefined
