import type { Waits } from '#contract/entities.ts'
import { EarshotError, toFailure, type ErrorCode, type Failure } from '#contract/errors.ts'
import { Queue } from './queue.ts'

/** What became of one item. `skipped`: there was nothing to do. */
type Outcome = 'done' | 'skipped'

/** What a question may say while it is being answered. */
export interface Asking {
  signal: AbortSignal
  /** Counts items that turned out to need nothing, without putting each through a step. */
  skip(count: number): void
  /** Steps wait for this before they do anything; null: they go on. May still be said once the question is answered. */
  waits(what: Waits | null): void
}

type Question<Item> = Iterable<Item> | AsyncIterable<Item> | ((asking: Asking) => AsyncIterable<Item>)

/** A question ("which tracks lack X?") and a step ("do it for one"). */
export interface JobPlan<Item> {
  question: Question<Item>
  /** Throws (an EarshotError, best) when the item cannot be done; the job goes on with the others. */
  step(item: Item, signal: AbortSignal): Promise<Outcome>
  /** How many steps at once. */
  concurrency: number
  /** The steps are parts of one piece of work: the first that fails ends the job. */
  whole?: boolean
  /** Records a failed item. What it throws ends the job. */
  onFailure?(item: Item, failure: Failure): void
  /** What to show while an item is in work. */
  label?(item: Item): string
  /** After the last step, cancelled or not: commits what is left. `complete`: every item was seen to. */
  finish?(complete: boolean): Promise<void> | void
}

/** How the run tells what happens. */
export interface Tally {
  found(count: number): void
  complete(): void
  begun(label: string | null): void
  ended(outcome: Outcome | 'failed'): void
  skipped(count: number): void
  waits(what: Waits | null): void
}

/** Failures that every other item would meet too: going on would only fill the list. */
const fatal: readonly ErrorCode[] = [
  'disk-full',
  'database-damaged',
  'database-gone',
  'database-busy',
  'database-newer',
  'no-decoder',
  'model-missing',
  'model-corrupt',
  'model-refused'
]

/**
 * Answers the question and takes the steps, `concurrency` at a time. The question runs ahead of the steps, so that
 * the total is known early. Returns when every step has ended; throws what ended the job, `cancelled` included.
 */
export async function runJob<Item>(plan: JobPlan<Item>, stop: AbortController, tally: Tally): Promise<void> {
  const { signal } = stop
  const waiting = new Queue<Item>()
  let failure: unknown = null
  const giveUp = (thrown: unknown): void => {
    failure ??= signal.aborted ? null : thrown
    stop.abort()
  }

  const ask = async (): Promise<void> => {
    const asking: Asking = { signal, skip: count => tally.skipped(count), waits: what => tally.waits(what) }
    const items = typeof plan.question === 'function' ? plan.question(asking) : plan.question
    for await (const item of items) {
      if (signal.aborted) return
      tally.found(1)
      waiting.put(item)
    }
    tally.complete()
  }

  const take = async (item: Item): Promise<void> => {
    tally.begun(plan.label?.(item) ?? null)
    try {
      tally.ended(await plan.step(item, signal))
    } catch (thrown) {
      if (signal.aborted) return
      const { code, message } = toFailure(thrown)
      if (plan.whole === true || fatal.includes(code)) throw thrown
      tally.ended('failed')
      plan.onFailure?.(item, { code, message })
    }
  }

  const work = async (): Promise<void> => {
    for (let item = await waiting.take(); item !== undefined; item = await waiting.take())
      await take(item.value)
  }

  const end = (): void => waiting.close()
  signal.addEventListener('abort', end, { once: true })
  if (signal.aborted) end()
  const workers = Array.from({ length: Math.max(1, plan.concurrency) }, () => work().catch(giveUp))
  await ask().catch(giveUp)
  waiting.finish()
  await Promise.all(workers)
  signal.removeEventListener('abort', end)
  if (failure !== null) throw failure
  if (signal.aborted) throw new EarshotError('cancelled', 'Cancelled.')
}
