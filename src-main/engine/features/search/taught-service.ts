import type { TaughtAnswer, TaughtTag } from '#contract/tagging.ts'
import type { ParsedInput } from '#contract/requests.ts'
import { taughtStatements } from '../../../core/database/statements/taught.ts'
import type { Pause } from '../../../core/jobs/pause.ts'
import type { Searcher } from '../../../core/search/searcher.ts'
import { Teacher } from '../../../core/tagging/taught/teacher.ts'

/** What can be asked of the search worker about taught tags. */
export interface TaughtAsk {
  'taught-list': Record<string, never>
  /** Learns a tag that the list does not know yet, unless something else is asked; says how many there are still. */
  'taught-learn': Record<string, never>
  'taught-answer': ParsedInput<'taught.answer'>
}

export interface TaughtReply {
  'taught-list': TaughtTag[]
  'taught-learn': number
  'taught-answer': TaughtAnswer
}

type Ask = { [K in keyof TaughtAsk]: { kind: K; input: TaughtAsk[K] } }[keyof TaughtAsk]

const kinds: readonly string[] = [
  'taught-list',
  'taught-learn',
  'taught-answer'
] satisfies (keyof TaughtAsk)[]

export const asksTaught = <A extends { kind: string }>(
  ask: A
): ask is Extract<A, { kind: keyof TaughtAsk }> => kinds.includes(ask.kind)

interface Class {
  teacher: Teacher
  /** Tracks not to ask about, by tag: those that were skipped, until there is nothing else to ask about. */
  skipped: Map<number, Set<number>>
}

/** One a searcher: what it has learnt is kept as long as that is open. */
const classes = new WeakMap<Searcher, Class>()

function classOf(searcher: Searcher): Class {
  let known = classes.get(searcher)
  if (!known) {
    known = { teacher: new Teacher(searcher.library, searcher.phrases), skipped: new Map() }
    classes.set(searcher, known)
  }
  return known
}

/** The tracks that carry a taught tag; null: there is no such tag (any more). For the worker. */
export async function taughtCarriers(
  searcher: Searcher,
  tagId: number,
  pause: Pause
): Promise<Set<number> | null> {
  const tag = taughtStatements(searcher.library.db).byId(tagId)
  return tag ? classOf(searcher).teacher.carriers(tag.name, pause) : null
}

/** The taught tags that tracks carry. For the worker. */
export const taughtCarried =
  (searcher: Searcher): Teacher['carried'] =>
  (...input) =>
    classOf(searcher).teacher.carried(...input)

/** Lets searches ask for `taught:"Sunday kitchen"`. For the worker. */
export function withTaught(searcher: Searcher): Searcher {
  searcher.library.taught = (name, pause) => classOf(searcher).teacher.carriers(name, pause)
  return searcher
}

/** For the worker. `othersWait`: what nobody waits for gives way to other asks. */
export async function answerTaught(
  searcher: Searcher,
  ask: Ask,
  pause: Pause,
  othersWait: () => boolean = () => false
): Promise<TaughtReply[keyof TaughtReply]> {
  const known = classOf(searcher)
  if (ask.kind === 'taught-list') return known.teacher.list()
  if (ask.kind === 'taught-learn') return known.teacher.catchUp(pause, othersWait)
  return answer(known, ask.input, pause)
}

async function answer(
  { teacher, skipped }: Class,
  input: TaughtAsk['taught-answer'],
  pause: Pause
): Promise<TaughtAnswer> {
  const { id, skip } = input
  const all = new Set([...(skipped.get(id) ?? []), ...skip])
  skipped.set(id, all)
  const found = await teacher.answer({ ...input, skip: [...all] }, pause)
  if (found.ask.length > 0 || all.size === skip.length) return found
  skipped.set(id, new Set(skip))
  return teacher.answer(input, pause)
}
