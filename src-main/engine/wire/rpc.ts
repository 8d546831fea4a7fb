import type { Caller, Message } from '#contract/bridge.ts'
import { EarshotError, toError, toFailure, type ErrorCode } from '#contract/errors.ts'
import { eventNames, type EventName } from '#contract/events.ts'
import { Listeners } from '#contract/listeners.ts'
import { requests, type Input, type Output, type RequestName } from '#contract/requests.ts'
import type { Port } from './ports.ts'

/**
 * Offers a caller (the engine, say) to whoever is at the other end of the port: requests, cancellation, events.
 * Returns the function that ends the service; what is still running for this port is cancelled then.
 * A value that crosses a port that can transfer is given away: the caller must not keep its typed arrays.
 */
export function serveCaller(port: Port, caller: Caller): () => void {
  const running = new Map<number, AbortController>()
  let stopped = false

  const answer = async (id: number, name: RequestName, input: unknown): Promise<void> => {
    const controller = new AbortController()
    running.set(id, controller)
    try {
      // The caller checks the input against the schema: here it is only passed on.
      const value = await caller.call(name, input as Input<RequestName>, controller.signal)
      reply({ kind: 'reply', id, ok: true, value })
    } catch (thrown) {
      reply({ kind: 'reply', id, ok: false, error: toFailure(thrown) })
    } finally {
      running.delete(id)
    }
  }

  const reply = (message: Message): void => {
    if (stopped) return
    port.post(message, message.kind === 'reply' && message.ok ? buffersOf(message.value) : [])
  }

  const receive = (data: unknown): void => {
    if (stopped || !isObject(data)) return
    const { kind, id, name } = data
    if (kind === 'cancel' && isId(id)) {
      running.get(id)?.abort()
      return
    }
    if (!isId(id)) return
    const refuse = (code: ErrorCode, message: string): void =>
      reply({ kind: 'reply', id, ok: false, error: { code, message } })
    if (kind !== 'request') {
      // A reply answered with a reply could go round for ever.
      if (kind !== 'reply') refuse('bad-request', 'A message is a request or a cancel; this one is neither.')
    } else if (typeof name !== 'string') refuse('bad-request', 'The request has no name.')
    else if (!isRequestName(name))
      refuse('unknown-request', `There is no request called "${name.slice(0, 100)}".`)
    else if (running.has(id)) refuse('bad-request', `Request ${id} is still running; each needs its own id.`)
    else void answer(id, name, data.input)
  }

  const unsubscribe = eventNames.map(name =>
    caller.on(name, (value: unknown) => port.post({ kind: 'event', name, value } satisfies Message, []))
  )
  const stop = (): void => {
    stopped = true
    for (const off of unsubscribe.splice(0)) off()
    for (const controller of running.values()) controller.abort()
  }
  port.listen(receive, stop)
  return stop
}

interface Waiting {
  resolve(value: unknown): void
  reject(error: EarshotError): void
  finish(): void
}

/** The other end: asks through the port. Once the port is closed every call rejects with `cancelled`. */
export function callerOver(port: Port): Caller {
  const waiting = new Map<number, Waiting>()
  const listeners = new Listeners()
  let lastId = 0
  let closed = false

  const settle = (id: number): Waiting | undefined => {
    const found = waiting.get(id)
    waiting.delete(id)
    found?.finish()
    return found
  }

  port.listen(
    data => {
      if (!isObject(data)) return
      if (data.kind === 'event' && typeof data.name === 'string') {
        listeners.tell(data.name as EventName, data.value as never)
      } else if (data.kind === 'reply' && isId(data.id)) {
        if (data.ok === true) settle(data.id)?.resolve(data.value)
        else settle(data.id)?.reject(toError(data.error))
      }
    },
    () => {
      closed = true
      for (const id of [...waiting.keys()]) settle(id)?.reject(closedError())
    }
  )

  const call = <N extends RequestName>(name: N, input: Input<N>, signal?: AbortSignal): Promise<Output<N>> =>
    new Promise((resolve, reject) => {
      if (closed) return reject(closedError())
      if (signal?.aborted) return reject(cancelledError())
      const id = ++lastId
      // The reply to a cancelled request still comes; by then nobody waits for it.
      const cancel = (): void => {
        settle(id)?.reject(cancelledError())
        port.post({ kind: 'cancel', id } satisfies Message, [])
      }
      signal?.addEventListener('abort', cancel, { once: true })
      waiting.set(id, {
        resolve: value => resolve(value as Output<N>),
        reject,
        finish: () => signal?.removeEventListener('abort', cancel)
      })
      try {
        port.post({ kind: 'request', id, name, input } satisfies Message, [])
      } catch (thrown) {
        settle(id)?.reject(
          new EarshotError('bad-request', `The input of ${name} cannot be sent.`, { cause: thrown })
        )
      }
    })

  return { call, on: (name, listener) => listeners.on(name, listener) }
}

const isObject = (data: unknown): data is Record<string, unknown> => typeof data === 'object' && data !== null
const isId = (id: unknown): id is number => typeof id === 'number' && Number.isSafeInteger(id) && id >= 0
const isRequestName = (name: string): name is RequestName => Object.hasOwn(requests, name)
const closedError = (): EarshotError => new EarshotError('cancelled', 'The engine has gone away.')
const cancelledError = (): EarshotError => new EarshotError('cancelled', 'Cancelled.')

/** Buffers that can be given away: those a typed array of the value's first level covers from end to end. */
function buffersOf(value: unknown): ArrayBuffer[] {
  if (!isObject(value)) return []
  const buffers = new Set<ArrayBuffer>()
  for (const part of Object.values(value)) {
    if (
      ArrayBuffer.isView(part) &&
      part.buffer instanceof ArrayBuffer &&
      part.byteLength === part.buffer.byteLength
    )
      buffers.add(part.buffer)
  }
  return [...buffers]
}
