import type { Caller } from '#contract/bridge.ts'
import { EarshotError, toFailure } from '#contract/errors.ts'
import { parseInput } from '#contract/parse-input.ts'
import type { Input, Output, ParsedInput, RequestName } from '#contract/requests.ts'
import { databaseError } from '../../core/database/errors.ts'
import type { EngineRequest, Handlers } from './handler.ts'

/**
 * Answers requests with the handlers: checks the input, turns whatever is thrown into an EarshotError. `check` is asked
 * before and after each: it throws where an answer would be worth nothing.
 */
export class RequestDesk implements Required<Omit<Caller, 'on'>> {
  readonly #handlers: Handlers
  readonly #check: () => void
  readonly #closing = new AbortController()
  readonly #running = new Set<Promise<unknown>>()

  constructor(handlers: Handlers, check: () => void = () => undefined) {
    this.#handlers = handlers
    this.#check = check
  }

  /** Aborted once it closes. */
  get closing(): AbortSignal {
    return this.#closing.signal
  }

  call<N extends RequestName>(name: N, input: Input<N>, signal?: AbortSignal): Promise<Output<N>> {
    return this.#followed(() => this.#answer(name, () => parseInput(name, input), signal))
  }

  answer<N extends RequestName>(name: N, input: ParsedInput<N>, signal?: AbortSignal): Promise<Output<N>> {
    return this.#followed(() => this.#answer(name, () => input, signal))
  }

  /** Cancels what runs and waits for its end. Later calls are refused. */
  async close(): Promise<void> {
    this.#closing.abort()
    await Promise.all(this.#running)
  }

  async #followed<Answer>(answer: () => Promise<Answer>): Promise<Answer> {
    const running = answer()
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

  async #answer<N extends RequestName>(
    name: N,
    input: () => ParsedInput<N>,
    signal: AbortSignal | undefined
  ): Promise<Output<N>> {
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
    const parsed = input()
    this.#check()
    const output = (await handler(parsed, both)) as Output<N>
    this.#check()
    return output
  }
}
