import type { EventName, Events } from './events.ts'
import type { Failure } from './errors.ts'
import type { Input, Output, ParsedInput, RequestName } from './requests.ts'

/** The wire, the same between engine and shell, and between shell and page. Typed arrays cross as they are. */
export type Message =
  | { kind: 'request'; id: number; name: RequestName; input: unknown }
  | { kind: 'cancel'; id: number }
  | { kind: 'reply'; id: number; ok: true; value: unknown }
  | { kind: 'reply'; id: number; ok: false; error: Failure }
  | { kind: 'event'; name: EventName; value: unknown }

/** Anything that can ask: the engine in this process, a client on a port, the page's bridge. */
export interface Caller {
  /** Rejects with an EarshotError. */
  call<N extends RequestName>(name: N, input: Input<N>, signal?: AbortSignal): Promise<Output<N>>
  /** The same for an input that has been parsed already: of those in this process only. */
  answer?<N extends RequestName>(name: N, input: ParsedInput<N>, signal?: AbortSignal): Promise<Output<N>>
  /** Returns the function that ends the subscription. */
  on<E extends EventName>(name: E, listener: (value: Events[E]) => void): () => void
}

/** What the page has. */
export interface PageBridge extends Caller {
  readonly shape: 'electron' | 'serve'
  /** The real path of a dropped file or folder; null where the shape cannot know it. */
  pathOf(file: File): string | null
  /** The address an audio element plays a track from. */
  mediaUrl(trackId: number): string
}
