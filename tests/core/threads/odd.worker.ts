import { parentPort, workerData } from 'node:worker_threads'
import { EarshotError } from '#contract/errors.ts'
import { serveThread } from '../../../src-main/core/threads/index.ts'

export interface OddTasks {
  echo: [unknown, unknown]
  startedWith: [null, unknown]
  fail: ['ours' | 'foreign', never]
  /** Waits, letting messages in, until it is cancelled. */
  wait: [null, string]
  /** Says that it has begun; once cancelled it takes its time, and answers all the same. */
  wind: [begun: Int32Array, string]
  others: [null, boolean]
  notices: [null, unknown[]]
  bytes: [null, Uint8Array]
  bytesLeft: [null, number]
  /** Three ways to be lost. */
  exit: [number, never]
  throwLater: [string, never]
  hang: [null, never]
}

const notices: unknown[] = []
const kept = new Uint8Array([1, 2, 3])

if (parentPort !== null) {
  serveThread<OddTasks>(
    parentPort,
    {
      echo: input => input,
      startedWith: () => workerData,
      fail: which => {
        throw which === 'ours' ? new EarshotError('not-found', 'There is none.') : new TypeError('broken')
      },
      wait: async (_input, { pause }) => {
        for (;;) await pause()
      },
      wind: async (begun, { signal }) => {
        begun[0] = 1
        await new Promise(resolve => signal.addEventListener('abort', resolve))
        await new Promise(resolve => setTimeout(resolve, 100))
        return 'stopped'
      },
      others: (_input, { othersWait }) => othersWait(),
      notices: () => notices,
      bytes: () => kept,
      bytesLeft: () => kept.length,
      exit: code => process.exit(code) as never,
      throwLater: message =>
        new Promise(() => {
          setTimeout(() => {
            throw new Error(message)
          })
        }),
      hang: () => {
        for (;;) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 100)
      }
    },
    {
      notice: notice => notices.push(notice),
      transfer: value => (value instanceof Uint8Array ? [value.buffer as ArrayBuffer] : []),
      close: () =>
        new Promise(resolve => setTimeout(resolve, Number((workerData as { slow?: number })?.slow ?? 0)))
    }
  )
}
