import type { MessagePort, Worker } from 'node:worker_threads'

/** What the wire needs of a message port. `listen` is called once. */
export interface Port {
  /** Typed arrays cross as they are; `transfer` names buffers that may be moved where the port can do that. */
  post(message: unknown, transfer: ArrayBuffer[]): void
  listen(onMessage: (message: unknown) => void, onClose: () => void): void
}

/** A port of node:worker_threads, or a worker itself. */
export function threadPort(port: MessagePort | Worker): Port {
  return {
    post: (message, transfer) => port.postMessage(message, transfer),
    listen: (onMessage, onClose) => {
      port.on('message', onMessage)
      port.on('messageerror', () => undefined)
      port.on('threadId' in port ? 'exit' : 'close', onClose)
    }
  }
}

/** Electron's `process.parentPort` and `MessagePortMain`, by shape: their messages come wrapped in an event. */
export interface ElectronPort {
  postMessage(message: unknown): void
  on(event: 'message', listener: (event: { data: unknown }) => void): unknown
  on(event: 'close', listener: () => void): unknown
  /** MessagePortMain only: nothing arrives before it. */
  start?(): void
}

/** Electron's ports in Node processes copy: they have no transfer for buffers. */
export function electronPort(port: ElectronPort): Port {
  return {
    post: message => port.postMessage(message),
    listen: (onMessage, onClose) => {
      port.on('message', event => onMessage(event.data))
      port.on('close', onClose)
      port.start?.()
    }
  }
}

/** Electron's `UtilityProcess` as the main process sees it: bare messages, and an exit instead of a close. */
export interface ChildProcessPort {
  postMessage(message: unknown): void
  on(event: 'message', listener: (message: unknown) => void): unknown
  on(event: 'exit', listener: () => void): unknown
}

/** The engine's process seen from the main process. */
export function childPort(child: ChildProcessPort): Port {
  return {
    post: message => child.postMessage(message),
    listen: (onMessage, onClose) => {
      child.on('message', onMessage)
      child.on('exit', onClose)
    }
  }
}
