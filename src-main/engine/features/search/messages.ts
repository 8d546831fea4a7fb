import type { Heat, SearchAnswer } from '#contract/entities.ts'
import type { Failure } from '#contract/errors.ts'
import type { ParsedInput } from '#contract/requests.ts'
import type { PlaylistAsk, PlaylistReply } from './playlist-service.ts'
import type { TagAsk, TagReply } from './tag-service.ts'
import type { TaughtAsk, TaughtReply } from './taught-service.ts'

/** What the search worker is started with. */
export interface SearchWorkerData {
  dataFolder: string
  modelsFolder: string
  /** Name of the model in use; left out: the one that comes along. */
  model?: string | undefined
}

/** What can be asked of it. */
export interface SearchAsk extends PlaylistAsk, TagAsk, TaughtAsk {
  query: ParsedInput<'search.query'>
  similar: ParsedInput<'search.similar'>
  heat: ParsedInput<'search.heat'>
}

export interface SearchReply extends PlaylistReply, TagReply, TaughtReply {
  query: SearchAnswer
  similar: SearchAnswer
  heat: Heat
}

export type SearchKind = keyof SearchAsk

/** `lane`: of two asks in one lane only the newer is answered, the older is cancelled (a box that is typed in). */
export type ToSearch =
  | { [K in SearchKind]: { kind: K; id: number; input: SearchAsk[K]; lane: string | null } }[SearchKind]
  | { kind: 'cancel'; id: number }
  | { kind: 'changed' }
  | { kind: 'close' }

export type FromSearch =
  { id: number; ok: true; value: SearchReply[SearchKind] } | { id: number; ok: false; error: Failure }
