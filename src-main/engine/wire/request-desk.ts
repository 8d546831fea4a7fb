import type { Caller } from '#contract/bridge.ts'
import { EarshotError, toFailure } from '#contract/errors.ts'
import { requests, type Input, type Output, type RequestName } from '#contract/requests.ts'
import type { z } from 'zod'
import { databaseError } from '../../core/database/errors.ts'
import type { EngineRequest, Handlers } from './handler.ts'

/** Answers requests with the handlers: checks the input, turns whatever is thrown into an EarshotError. */
export class RequestDesk implements Pick<Caller, 'call'> {
  readonly #handlers: Handlers
  readonly #closing = new AbortController()
  readonly #running = new Set<Promise<unknown>>()

  constructor(handlers: Handlers) {
    this.#handlers = handlers
  }

  async call<N extends RequestName>(name: N, input: Input<N>, signal?: AbortSignal): Promise<Output<N>> {
    const running = this.#answer(name, input, signal)
    const settled = running.catch(() => undefined)
    this.#running.add(settled)
    try {
      return await running
    } catch (thrown) {
      const { code, message } = toFailure(databaseError(thrown))
      throw thrown instanceof EarshotError ? thrown : new EarshotError(code, message, { cause: thrown })
    } finally {
      this.#running.delete(settled)
    }
  }

  /** Cancels what runs and waits for its end. Later calls are refused. */
  async close(): Promise<void> {
    this.#closing.abort()
    await Promise.all(this.#running)
  }

  async #answer<N extends RequestName>(name: N, input: unknown, signal?: AbortSignal): Promise<Output<N>> {
    const handler = this.#handlers[name as EngineRequest] as
      ((input: unknown, signal: AbortSignal) => unknown) | undefined
    if (!Object.hasOwn(this.#handlers, name) || handler === undefined) {
      throw new EarshotError(
        'unknown-request',
        `The engine does not know the request "${String(name).slice(0, 100)}".`
      )
    }
    const both = signal ? AbortSignal.any([signal, this.#closing.signal]) : this.#closing.signal
    if (both.aborted) throw new EarshotError('cancelled', 'Cancelled.')
    const parsed = requests[name].input.safeParse(input)
    if (!parsed.success) throw new EarshotError('bad-request', complaint(name, parsed.error))
    return (await handler(parsed.data, both)) as Output<N>
  }
}

/** "library.track: id must be …" in one sentence. */
function complaint(name: string, error: z.ZodError): string {
  const [issue] = error.issues
  const where = issue && issue.path.length > 0 ? ` at ${issue.path.map(String).join('.')}` : ''
  return `The request ${name} has a wrong input${where}: ${issue?.message ?? 'it does not fit'}.`
}
