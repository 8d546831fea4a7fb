import type { MessagePort } from 'node:worker_threads'
import { standBehind } from '../analysis/effort.ts'
import { openDecoder } from '../audio/open-decoder.ts'
import { serveThread } from '../threads/index.ts'
import { Looker } from './look.ts'
import type { LookTasks, LookWorkerData } from './messages.ts'

/** The worker's side: decodes files and compares them. */
export function serveLooks(port: MessagePort, { decoder, priority }: LookWorkerData): void {
  standBehind(priority)
  const looker = new Looker(openDecoder(decoder, pid => standBehind(priority, pid)))
  serveThread<LookTasks>(port, { look: ({ one, others }, asking) => looker.look(one, others, asking) })
}
