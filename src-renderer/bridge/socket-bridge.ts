import type { Message, PageBridge } from '#contract/bridge.ts'
import { EarshotError, toError } from '#contract/errors.ts'
import type { EventName, Events } from '#contract/events.ts'
import { Listeners } from '#contract/listeners.ts'
import type { Input, Output, RequestName } from '#contract/requests.ts'
import { decodeWire, encodeWire, longestSocketMessage } from '#contract/wire-codec.ts'

interface Waiting {
  resolve(value: unknown): void
  reject(error: EarshotError): void
}

const lost = 'The connection to Earshot was lost.'

/** Longest pause between two tries to connect again, milliseconds. */
const longestPause = 5000

/** The way to the server the page came from. Rejects with `no-access` when it does not let the page in. */
export async function openSocketBridge(pageAddress: string): Promise<PageBridge> {
  const bridge = new SocketBridge(pageAddress)
  await bridge.opened()
  return bridge
}

/** Connects again by itself; what was asked when the connection broke is rejected, what is asked meanwhile waits. */
class SocketBridge implements PageBridge {
  readonly shape = 'serve'
  readonly #page: string
  readonly #waiting = new Map<number, Waiting>()
  readonly #listeners = new Listeners()
  #socket: Promise<WebSocket>
  #lastId = 0
  #failures = 0

  constructor(pageAddress: string) {
    this.#page = pageAddress
    this.#socket = this.#connect()
  }

  async opened(): Promise<void> {
    await this.#socket
  }

  async call<N extends RequestName>(name: N, input: Input<N>, signal?: AbortSignal): Promise<Output<N>> {
    const socket = await this.#socket
    if (signal?.aborted) throw new EarshotError('cancelled', 'Cancelled.')
    const id = ++this.#lastId
    const text = encodeWire({ kind: 'request', id, name, input } satisfies Message)
    refuseTooLong(text)
    const onAbort = (): void => {
      this.#settle(id)?.reject(new EarshotError('cancelled', 'Cancelled.'))
      send(socket, encodeWire({ kind: 'cancel', id } satisfies Message))
    }
    const { promise, resolve, reject } = Promise.withResolvers<unknown>()
    this.#waiting.set(id, { resolve, reject })
    signal?.addEventListener('abort', onAbort, { once: true })
    if (!send(socket, text)) {
      this.#settle(id)?.reject(new EarshotError('internal', lost))
    }
    try {
      return (await promise) as Output<N>
    } finally {
      signal?.removeEventListener('abort', onAbort)
    }
  }

  on<E extends EventName>(name: E, listener: (value: Events[E]) => void): () => void {
    return this.#listeners.on(name, listener)
  }

  /** A browser tells no paths. */
  pathOf(): null {
    return null
  }

  mediaUrl(trackId: number): string {
    return new URL(`media/${trackId}`, this.#page).href
  }

  #connect(): Promise<WebSocket> {
    const address = new URL('socket', this.#page)
    address.protocol = address.protocol === 'https:' ? 'wss:' : 'ws:'
    const socket = new WebSocket(address)
    const { promise, resolve, reject } = Promise.withResolvers<WebSocket>()
    let open = false
    socket.addEventListener('open', () => {
      open = true
      if (this.#failures > 0) this.#listeners.tell('engine.changed', { state: 'running', failure: null })
      this.#failures = 0
      resolve(socket)
    })
    socket.addEventListener('message', event => this.#receive(String(event.data)))
    socket.addEventListener('close', () => {
      if (!open) {
        return reject(
          new EarshotError('no-access', 'Open the address that Earshot printed when it was started.')
        )
      }
      this.#failAll()
      this.#socket = this.#connectAgain()
    })
    return promise
  }

  /** Tries until it succeeds. */
  async #connectAgain(): Promise<WebSocket> {
    this.#listeners.tell('engine.changed', {
      state: 'restarting',
      failure: { code: 'internal', message: lost }
    })
    for (;;) {
      this.#failures++
      await new Promise(resolve => setTimeout(resolve, Math.min(250 * 2 ** this.#failures, longestPause)))
      try {
        return await this.#connect()
      } catch {
        // Not there yet: the loop goes on.
      }
    }
  }

  #receive(text: string): void {
    const message = decodeWire(text) as Message
    if (message.kind === 'event') this.#listeners.tell(message.name, message.value as never)
    else if (message.kind === 'reply') {
      const waiting = this.#settle(message.id)
      if (message.ok) waiting?.resolve(message.value)
      else waiting?.reject(toError(message.error))
    }
  }

  #settle(id: number): Waiting | undefined {
    const waiting = this.#waiting.get(id)
    this.#waiting.delete(id)
    return waiting
  }

  #failAll(): void {
    for (const id of [...this.#waiting.keys()]) this.#settle(id)?.reject(new EarshotError('internal', lost))
  }
}

function send(socket: WebSocket, text: string): boolean {
  if (socket.readyState !== WebSocket.OPEN) return false
  socket.send(text)
  return true
}

/** The server would close the connection, and nobody would know why. */
function refuseTooLong(text: string): void {
  // No character takes more than three bytes.
  if (text.length * 3 <= longestSocketMessage || new Blob([text]).size <= longestSocketMessage) return
  const megabytes = Math.floor((longestSocketMessage * 0.75) / 1e6)
  throw new EarshotError(
    'too-large',
    `A browser can send up to ${megabytes} MB at once: "earshot playlist import" takes more.`
  )
}
