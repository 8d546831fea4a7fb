import type { TaughtAnswer, TaughtTag } from '#contract/tagging.ts'
import type { ParsedInput } from '#contract/requests.ts'
import { taughtStatements } from '../../database/statements/taught.ts'
import type { Pause } from '../../threads/pause.ts'
import type { Searcher } from '../../search/searcher.ts'
import type { Answers } from '../../threads/index.ts'
import { Teacher } from './teacher.ts'

/** What a search worker is asked about taught tags. */
export interface TaughtTasks {
  'taught-list': [Record<string, never>, TaughtTag[]]
  /** Learns a tag that the list does not know yet, unless something else is asked; says how many there are still. */
  'taught-learn': [Record<string, never>, number]
  'taught-answer': [ParsedInput<'taught.answer'>, TaughtAnswer]
}

/** The taught tags of an open library. What was learnt is kept as long as that is open. */
export class TaughtAnswers {
  readonly answers: Answers<TaughtTasks> = {
    'taught-list': () => this.#teacher.list(),
    // What nobody waits for gives way to other asks.
    'taught-learn': (_input, { pause, othersWait }) => this.#teacher.catchUp(pause, othersWait),
    'taught-answer': (input, { pause }) => this.#answer(input, pause)
  }
  readonly #searcher: Searcher
  readonly #teacher: Teacher
  /** Tracks not to ask about, by tag: those that were skipped, until there is nothing else to ask about. */
  readonly #skipped = new Map<number, Set<number>>()

  /** From now on searches can ask for `taught:"Sunday kitchen"`. */
  constructor(searcher: Searcher) {
    this.#searcher = searcher
    this.#teacher = new Teacher(searcher.library, searcher.phrases)
    searcher.library.taught = (name, pause) => this.#teacher.carriers(name, pause)
  }

  /** The taught tags that tracks carry. */
  readonly carried: Teacher['carried'] = (...input) => this.#teacher.carried(...input)

  /** The tracks that carry a taught tag; null: there is no such tag (any more). */
  readonly carriers = async (tagId: number, pause: Pause): Promise<Set<number> | null> => {
    const tag = taughtStatements(this.#searcher.library.db).byId(tagId)
    return tag ? this.#teacher.carriers(tag.name, pause) : null
  }

  async #answer(input: ParsedInput<'taught.answer'>, pause: Pause): Promise<TaughtAnswer> {
    const { id, skip } = input
    const all = new Set([...(this.#skipped.get(id) ?? []), ...skip])
    this.#skipped.set(id, all)
    const found = await this.#teacher.answer({ ...input, skip: [...all] }, pause)
    if (found.ask.length > 0 || all.size === skip.length) return found
    this.#skipped.set(id, new Set(skip))
    return this.#teacher.answer(input, pause)
  }
}
