import type { Draft, DraftEntry, PlaylistReport, SmartPreview } from '#contract/playlists.ts'
import type { ParsedInput } from '#contract/requests.ts'
import type { Searcher } from '../search/searcher.ts'
import type { Answers, Asking } from '../threads/index.ts'
import { examine, readEntries } from './doctor/examine.ts'
import { goOn } from './flow/go-on.ts'
import { smoothOrder } from './flow/smooth.ts'
import { Studio, type Session } from './flow/studio.ts'
import { makeDraft } from './make/make.ts'
import { rerollPlace } from './make/reroll.ts'
import { makePath } from './path/path.ts'
import { SmartEvaluator } from './smart/evaluator.ts'
import type { Carriers, SmartList, SmartResult } from './smart/evaluator.ts'

/** What a search worker is asked about playlists. */
export interface PlaylistTasks {
  makeDraft: [ParsedInput<'drafts.make'>, Draft]
  makePath: [ParsedInput<'drafts.path'>, Draft]
  smoothOrder: [ParsedInput<'drafts.smooth'>, { places: Uint32Array }]
  goOn: [ParsedInput<'drafts.goOn'>, { ids: Uint32Array }]
  rerollPlace: [ParsedInput<'drafts.reroll'>, DraftEntry]
  examinePlaylist: [ParsedInput<'drafts.doctor'>, PlaylistReport]
  previewSmart: [ParsedInput<'smart.preview'>, SmartPreview]
  /** `changed`: tracks that changed since the last time; null: anything may have. `now`: Unix milliseconds. */
  refreshSmart: [{ lists: SmartList[]; changed: number[] | null; now: number }, SmartResult[]]
}

/** Answers everything about the sound of playlists. `carriers`: the tracks that carry a taught tag. */
export function playlistAnswers(searcher: Searcher, carriers: Carriers): Answers<PlaylistTasks> {
  const studio = new Studio(searcher)
  const smart = new SmartEvaluator(searcher.library, searcher.phrases, carriers)
  const session = async ({ pause }: Asking): Promise<Session> => {
    const opened = await studio.session()
    await pause()
    return opened
  }
  return {
    makeDraft: async (input, asking) => makeDraft(await session(asking), input, asking.pause),
    makePath: async (input, asking) => makePath(await session(asking), input, asking.pause),
    smoothOrder: async (input, asking) => ({
      places: await smoothOrder(await session(asking), input, asking.pause)
    }),
    goOn: async (input, asking) => ({
      ids: await goOn(await session(asking), input, Date.now(), asking.pause)
    }),
    rerollPlace: async (input, asking) => rerollPlace(await session(asking), input, asking.pause),
    examinePlaylist: async ({ id }, asking) => {
      const opened = await session(asking)
      return examine(opened, id, readEntries(opened.library.db, id), asking.pause)
    },
    previewSmart: ({ rules }, { pause }) => smart.preview(rules, Date.now(), pause),
    refreshSmart: ({ lists, changed, now }, { pause }) => smart.refresh(lists, changed, now, pause)
  }
}
