import { parentPort } from 'node:worker_threads'

/** Answers three asks at a time, the last one first, with an answer in between that nobody asked for. */
const waiting: { id: number; input: unknown }[] = []
parentPort?.on('message', (message: { kind: string; id: number; input: unknown }) => {
  if (message.kind === 'close') return parentPort?.close()
  waiting.push(message)
  if (waiting.length < 3) return
  for (const { id, input } of waiting.splice(0).toReversed()) {
    parentPort?.postMessage({ id, ok: true, value: input })
    parentPort?.postMessage({ id: id + 1000, ok: true, value: 'for nobody' })
  }
})
