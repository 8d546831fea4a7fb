import { setImmediate } from 'node:timers/promises'
import type { MessagePort } from 'node:worker_threads'
import { EarshotError, toFailure } from '#contract/errors.ts'
import { keepSmall } from './keep-small.ts'
import type { FromThread, Tasks, ToThread } from './messages.ts'
import type { Pause } from './pause.ts'

/** What an answer knows of whoever asked. */
export interface Asking {
  /** Aborted once nobody waits for the answer any more. */
  signal: AbortSignal
  /** Takes in what came meanwhile; throws cancelled once nobody waits any more. To be awaited now and then. */
  pause: Pause
  /** Whether somebody waits behind this one. */
  othersWait(): boolean
}

export type Answers<T extends Tasks<T>> = {
  [Name in keyof T]: (input: T[Name][0], asking: Asking) => T[Name][1] | Promise<T[Name][1]>
}

export interface ServeOptions<T extends Tasks<T>> {
  notice?(notice: unknown): void
  /** Buffers of an answer that are moved instead of copied: nothing here may need them afterwards. */
  transfer?(value: T[keyof T][1]): ArrayBuffer[]
  /**
   * Tasks that do not wait behind others: they are answered at the next pause of a task that is not one of them, by the
   * same answers.
   */
  urgent?: readonly (keyof T & string)[]
  /** Lets go of what can be had again, whenever nothing was asked for a while. */
  rest?(): void
  /** Lets go of what is held. The thread ends after it. */
  close?(): Promise<void> | void
}

interface Asked {
  message: ToThread & { kind: 'ask' }
  stop: AbortController
}

/**
 * The answering end of a thread: one task after the other, in the order in which they were asked. A task that was
 * cancelled is answered `cancelled` at its next pause. `answers` may be opened anew for each task, by a function that
 * may fail.
 */
export function serveThread<T extends Tasks<T>>(
  port: MessagePort,
  answers: Answers<T> | (() => Promise<Answers<T>>),
  { notice, transfer, urgent = [], rest, close }: ServeOptions<T> = {}
): void {
  const waiting: Asked[] = []
  /** The one at work, and one that came in between. */
  const atWork: Asked[] = []
  let opened: Answers<T> | null = null
  keepSmall(rest)

  const all = (): Asked[] => [...atWork, ...waiting]
  const isUrgent = ({ message }: Asked): boolean => urgent.some(task => task === message.task)
  const asking = (one: Asked): Asking => ({
    signal: one.stop.signal,
    pause: async () => {
      await setImmediate()
      if (one.stop.signal.aborted) throw new EarshotError('cancelled', 'Cancelled.')
      if (!isUrgent(one)) await letBetween()
    },
    othersWait: () => waiting.some(one => !one.stop.signal.aborted)
  })

  async function answer(one: Asked): Promise<void> {
    const { id, task, input } = one.message
    const known = asking(one)
    try {
      await known.pause()
      // What came in between must not open anew what the other one works with.
      const between = atWork.length > 1 ? opened : null
      const mine = between ?? (typeof answers === 'function' ? await answers() : answers)
      if (between === null && typeof answers === 'function') await known.pause()
      opened = mine
      const value = await mine[task as keyof T](input as T[keyof T][0], known)
      port.postMessage({ id, ok: true, value } satisfies FromThread, transfer?.(value) ?? [])
    } catch (thrown) {
      port.postMessage({ id, ok: false, failure: toFailure(thrown) } satisfies FromThread)
    }
  }

  async function run(): Promise<void> {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      opened = null
      await work(next)
    }
  }

  async function work(one: Asked): Promise<void> {
    atWork.push(one)
    await answer(one)
    atWork.splice(atWork.indexOf(one), 1)
  }

  async function letBetween(): Promise<void> {
    for (let at = waiting.findIndex(isUrgent); at >= 0; at = waiting.findIndex(isUrgent))
      await work(waiting.splice(at, 1)[0]!)
  }

  async function end(): Promise<void> {
    for (const { stop } of all()) stop.abort()
    try {
      await close?.()
    } finally {
      port.close()
    }
  }

  port.on('message', (message: ToThread) => {
    if (message.kind === 'close') void end()
    else if (message.kind === 'notice') notice?.(message.notice)
    else if (message.kind === 'cancel') {
      for (const one of all()) if (one.message.id === message.id) one.stop.abort()
    } else {
      waiting.push({ message, stop: new AbortController() })
      if (atWork.length === 0) void run()
    }
  })
}
