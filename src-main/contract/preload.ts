import type { EventName, Events } from './events.ts'
import type { Failure } from './errors.ts'
import type { RequestName } from './requests.ts'

/** How a call ended, as data: an Error that crosses from world to world keeps nothing but its message. */
export type Outcome = { ok: true; value: unknown } | { ok: false; error: Failure }

/** What the preload puts on the page. The page's own bridge makes a PageBridge of it. */
export interface PreloadBridge {
  readonly shape: 'electron'
  /** `hold` is handed the function that cancels the call. (An AbortSignal cannot cross from world to world.) */
  call(name: RequestName, input: unknown, hold?: (cancel: () => void) => void): Promise<Outcome>
  on<E extends EventName>(name: E, listener: (value: Events[E]) => void): () => void
  pathOf(file: File): string | null
  mediaUrl(trackId: number): string
}

/** Channels between preload and main process. Each request has one of its own. */
export const requestChannel = (name: RequestName): string => `earshot:request:${name}`
export const cancelChannel = 'earshot:cancel'
export const eventChannel = 'earshot:event'

/** The command-line argument that tells the preload, which has no schema library, the names it may pass on. */
export const namesArgument = '--earshot-requests='
