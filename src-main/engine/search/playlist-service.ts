import type { Draft, DraftEntry, PlaylistReport } from '#contract/playlists.ts'
import type { ParsedInput } from '#contract/requests.ts'
import { examine, readEntries } from '../../core/playlists/doctor/examine.ts'
import { Studio } from '../../core/playlists/flow/studio.ts'
import { makeDraft } from '../../core/playlists/make/make.ts'
import { rerollPlace } from '../../core/playlists/make/reroll.ts'
import { makePath } from '../../core/playlists/path/path.ts'
import type { Searcher } from '../../core/search/searcher.ts'

/** What can be asked of the search worker about playlists. */
export interface PlaylistAsk {
  makeDraft: ParsedInput<'drafts.make'>
  makePath: ParsedInput<'drafts.path'>
  rerollPlace: ParsedInput<'drafts.reroll'>
  examinePlaylist: ParsedInput<'drafts.doctor'>
}

export interface PlaylistReply {
  makeDraft: Draft
  makePath: Draft
  rerollPlace: DraftEntry
  examinePlaylist: PlaylistReport
}

export type PlaylistKind = keyof PlaylistAsk
type Pause = () => Promise<void>
type Asked = { [K in PlaylistKind]: { kind: K; input: PlaylistAsk[K] } }[PlaylistKind]

const kinds = new Set<string>([
  'makeDraft',
  'makePath',
  'rerollPlace',
  'examinePlaylist'
] satisfies PlaylistKind[])

export const asksPlaylist = <A extends { kind: string }>(ask: A): ask is Extract<A, { kind: PlaylistKind }> =>
  kinds.has(ask.kind)

/** Answers everything about the sound of playlists, in the worker. */
export class PlaylistService {
  readonly #studio: Studio

  constructor(searcher: Searcher) {
    this.#studio = new Studio(searcher)
  }

  async answer(ask: Asked, pause: Pause): Promise<PlaylistReply[PlaylistKind]> {
    const session = await this.#studio.session()
    await pause()
    if (ask.kind === 'makeDraft') return makeDraft(session, ask.input, pause)
    if (ask.kind === 'makePath') return makePath(session, ask.input, pause)
    if (ask.kind === 'rerollPlace') return rerollPlace(session, ask.input, pause)
    const { db } = session.library
    return examine(session, ask.input.id, readEntries(db, ask.input.id), pause)
  }
}
