import type { TaughtAnswer, TaughtTag } from '#contract/tagging.ts'
import type { ParsedInput } from '#contract/requests.ts'
import { taughtStatements } from '../../core/database/statements/taught.ts'
import type { Searcher } from '../../core/search/searcher.ts'
import { Teacher } from '../../core/tagging/taught/teacher.ts'

/** What can be asked of the search worker about taught tags. */
export interface TaughtAsk {
  'taught-list': Record<string, never>
  'taught-answer': ParsedInput<'taught.answer'>
}

export interface TaughtReply {
  'taught-list': TaughtTag[]
  'taught-answer': TaughtAnswer
}

type Ask = { [K in keyof TaughtAsk]: { kind: K; input: TaughtAsk[K] } }[keyof TaughtAsk]

export const asksTaught = (ask: { kind: string }): ask is Ask =>
  ask.kind === 'taught-list' || ask.kind === 'taught-answer'

/** One teacher a searcher: what it has learnt is kept as long as that is open. */
const teachers = new WeakMap<Searcher, Teacher>()

function teacherOf(searcher: Searcher): Teacher {
  let teacher = teachers.get(searcher)
  if (!teacher) teachers.set(searcher, (teacher = new Teacher(searcher.library, searcher.phrases)))
  return teacher
}

/** The tracks that carry a taught tag; null: there is no such tag (any more). For the worker. */
export async function taughtCarriers(
  searcher: Searcher,
  tagId: number,
  pause: () => Promise<void>
): Promise<Set<number> | null> {
  const tag = taughtStatements(searcher.library.db).byId(tagId)
  return tag ? teacherOf(searcher).carriers(tag.name, pause) : null
}

/** Lets searches ask for `taught:"Sunday kitchen"`. For the worker. */
export function withTaught(searcher: Searcher): Searcher {
  searcher.library.taught = (name, pause) => teacherOf(searcher).carriers(name, pause)
  return searcher
}

/** For the worker. */
export function answerTaught(
  searcher: Searcher,
  ask: Ask,
  pause: () => Promise<void>
): Promise<TaughtReply[keyof TaughtReply]> {
  const teacher = teacherOf(searcher)
  return ask.kind === 'taught-list' ? teacher.list(pause) : teacher.answer(ask.input, pause)
}
