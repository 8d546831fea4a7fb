import { EarshotError } from '#contract/errors.ts'

/** How a thread was lost: it threw where nobody caught it, it ended, or it took longer than it had time. */
export type Loss =
  { how: 'threw'; message: string } | { how: 'ended'; code: number } | { how: 'slow'; seconds: number }

/** The thread that was asked is no more. Whoever asked has better words for it. */
export class ThreadLost extends EarshotError {
  readonly loss: Loss
  /** Whether this was what it was at; what else it had been asked was still waiting. */
  readonly atWork: boolean
  /** Whether it has really ended; one that hangs in the system may still go on. */
  readonly ended: boolean

  constructor(loss: Loss, { atWork, ended }: { atWork: boolean; ended: boolean }) {
    super('internal', `A thread was lost: ${lossInWords(loss)}.`)
    this.name = 'ThreadLost'
    this.loss = loss
    this.atWork = atWork
    this.ended = ended
  }
}

/** The thread was closed before it answered. */
export class ThreadClosed extends EarshotError {
  constructor() {
    super('cancelled', 'Cancelled.')
    this.name = 'ThreadClosed'
  }
}

/** "it took longer than 4 seconds" */
export function lossInWords(loss: Loss): string {
  if (loss.how === 'threw') return loss.message
  return loss.how === 'ended' ? 'it ended' : `it took longer than ${loss.seconds} seconds`
}
