import type { JobPlan } from './index.ts'

/** One step of the job, bytes. */
const stepBytes = 1_000_000

export interface MeteredWork {
  /** How many bytes there will be, as far as is known; asked once, before the work begins. */
  total(signal: AbortSignal): Promise<number>
  /** Yields how many bytes are done by now. Its end is the end of the work. */
  work(signal: AbortSignal): AsyncGenerator<number>
  /** What is worked on. */
  label(): string
}

/** A job out of one long piece of work, with a step for each megabyte, so that progress and pace come with it. */
export function meteredPlan({ total, work, label }: MeteredWork): JobPlan<number> {
  let running: AsyncGenerator<number> | null = null
  let done = 0
  return {
    whole: true,
    concurrency: 1,
    question: async function* ({ signal }) {
      const steps = Math.ceil((await total(signal)) / stepBytes) + 1
      for (let step = 1; step <= steps; step++) yield step === steps ? Infinity : step
    },
    label,
    step: async (step, signal) => {
      running ??= work(signal)
      while (done < step * stepBytes) {
        const next = await running.next()
        // What follows has nothing left to wait for.
        if (next.done === true) done = Infinity
        else done = next.value
        if (done === Infinity) break
      }
      return 'done'
    },
    finish: async () => {
      // Stopped in the middle: lets the work clear up.
      await running?.return(undefined)
    }
  }
}
