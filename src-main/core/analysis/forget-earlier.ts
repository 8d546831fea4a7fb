import { setImmediate } from 'node:timers/promises'
import type { Model } from '../inference/registry.ts'

export interface ForgettingPorts {
  /** Models that nothing is asked of any more. */
  done(): Model[]
  /** Deletes some of what one heard; false: there was nothing left. */
  forgetSome(model: Model): boolean
  /** Deletes the rest of it. */
  forget(model: Model): void
  forgotten(): void
  failed(thrown: unknown): void
}

/**
 * Gives back the room of what pairs of an earlier Earshot heard, once the one in their place has heard it all: in small
 * steps, so that nobody waits. Stopped in the middle it goes on the next time.
 */
export function forgetEarlier(ports: ForgettingPorts): {
  start(): void
  /** `now`: in the middle; otherwise when what has begun is done. */
  close(now: boolean): Promise<void>
} {
  let running: Promise<void> | null = null
  let stopped = false

  const work = async (): Promise<void> => {
    for (const model of ports.done()) {
      while (!stopped && ports.forgetSome(model)) await setImmediate()
      if (stopped) return
      ports.forget(model)
      ports.forgotten()
    }
  }

  return {
    start: () => {
      if (running !== null || stopped) return
      running = work()
        .catch((thrown: unknown) => ports.failed(thrown))
        .finally(() => (running = null))
    },
    close: async now => {
      if (now) stopped = true
      await running
      stopped = true
    }
  }
}
