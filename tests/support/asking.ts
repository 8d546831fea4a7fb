import type { Asking } from '../../src-main/core/threads/index.ts'

/** Somebody who waits for an answer, alone and to its end. */
export const asking: Asking = {
  signal: new AbortController().signal,
  pause: async () => undefined,
  othersWait: () => false
}
