import type { Draft, DraftEntry, PlaylistReport, SmartPreview } from '#contract/playlists.ts'
import type { ParsedInput } from '#contract/requests.ts'
import type { Pause } from '../../../core/jobs/pause.ts'
import { examine, readEntries } from '../../../core/playlists/doctor/examine.ts'
import { Studio } from '../../../core/playlists/flow/studio.ts'
import { makeDraft } from '../../../core/playlists/make/make.ts'
import { rerollPlace } from '../../../core/playlists/make/reroll.ts'
import { makePath } from '../../../core/playlists/path/path.ts'
import { SmartEvaluator } from '../../../core/playlists/smart/evaluator.ts'
import type { Carriers, SmartList, SmartResult } from '../../../core/playlists/smart/evaluator.ts'
import type { Searcher } from '../../../core/search/searcher.ts'

/** What can be asked of the search worker about playlists. */
export interface PlaylistAsk {
  makeDraft: ParsedInput<'drafts.make'>
  makePath: ParsedInput<'drafts.path'>
  rerollPlace: ParsedInput<'drafts.reroll'>
  examinePlaylist: ParsedInput<'drafts.doctor'>
  previewSmart: ParsedInput<'smart.preview'>
  /** `changed`: tracks that changed since the last time; null: anything may have. `now`: Unix milliseconds. */
  refreshSmart: { lists: SmartList[]; changed: number[] | null; now: number }
}

export interface PlaylistReply {
  makeDraft: Draft
  makePath: Draft
  rerollPlace: DraftEntry
  examinePlaylist: PlaylistReport
  previewSmart: SmartPreview
  refreshSmart: SmartResult[]
}

export type PlaylistKind = keyof PlaylistAsk
type Asked = { [K in PlaylistKind]: { kind: K; input: PlaylistAsk[K] } }[PlaylistKind]

const kinds = new Set<string>([
  'makeDraft',
  'makePath',
  'rerollPlace',
  'examinePlaylist',
  'previewSmart',
  'refreshSmart'
] satisfies PlaylistKind[])

export const asksPlaylist = <A extends { kind: string }>(ask: A): ask is Extract<A, { kind: PlaylistKind }> =>
  kinds.has(ask.kind)

/** Answers everything about the sound of playlists, in the worker. */
export class PlaylistService {
  readonly #studio: Studio

  readonly #smart: SmartEvaluator

  constructor(searcher: Searcher, carriers: Carriers) {
    this.#studio = new Studio(searcher)
    this.#smart = new SmartEvaluator(searcher.library, searcher.phrases, carriers)
  }

  async answer(ask: Asked, pause: Pause): Promise<PlaylistReply[PlaylistKind]> {
    if (ask.kind === 'previewSmart') return this.#smart.preview(ask.input.rules, Date.now(), pause)
    if (ask.kind === 'refreshSmart')
      return this.#smart.refresh(ask.input.lists, ask.input.changed, ask.input.now, pause)
    const session = await this.#studio.session()
    await pause()
    if (ask.kind === 'makeDraft') return makeDraft(session, ask.input, pause)
    if (ask.kind === 'makePath') return makePath(session, ask.input, pause)
    if (ask.kind === 'rerollPlace') return rerollPlace(session, ask.input, pause)
    const { db } = session.library
    return examine(session, ask.input.id, readEntries(db, ask.input.id), pause)
  }
}
