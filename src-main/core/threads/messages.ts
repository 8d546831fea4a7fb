import type { Failure } from '#contract/errors.ts'

/** What a thread does, by name: what goes in, what comes back. */
export type Tasks<T> = { [Name in keyof T]: [input: unknown, output: unknown] }

/** `notice`: something to know, not to answer. `close`: nobody asks any more. */
export type ToThread =
  | { kind: 'ask'; id: number; task: string; input: unknown }
  | { kind: 'cancel'; id: number }
  | { kind: 'notice'; notice: unknown }
  | { kind: 'close' }

export type FromThread =
  { id: number; ok: true; value: unknown } | { id: number; ok: false; failure: Failure }
