import type { MessagePort } from 'node:worker_threads'
import type { Failure } from '#contract/errors.ts'
import { fileError } from '../files/errors.ts'
import { listFolder, type FolderListing } from './list-folder.ts'
import type { FileFacts } from './read-tags.ts'

/** What the metadata worker does, by name. All of it blocks while it reads the disk: that is why it is a worker. */
export interface MetadataTasks {
  list: FolderListing
  read: FileFacts
}

export type MetadataRequest = {
  [Name in keyof MetadataTasks]: { id: number; task: Name; path: string }
}[keyof MetadataTasks]

export type MetadataReply =
  | { id: number; ok: true; value: MetadataTasks[keyof MetadataTasks] }
  | { id: number; ok: false; failure: Failure }

/** Answers requests one after the other, in order: when it dies, it was at the first that is unanswered. */
export function serveMetadata(port: MessagePort, answer: typeof answerMetadata = answerMetadata): void {
  let last: Promise<void> = Promise.resolve()
  port.on('message', (request: MetadataRequest) => {
    last = last.then(async () => port.postMessage(await answer(request)))
  })
}

export async function answerMetadata({ id, task, path }: MetadataRequest): Promise<MetadataReply> {
  try {
    if (task === 'list') return { id, ok: true, value: listFolder(path) }
    // Loaded when first needed: a rescan that finds nothing new never is.
    const { readTags } = await import('./read-tags.ts')
    return { id, ok: true, value: await readTags(path) }
  } catch (thrown) {
    const { code, message } = fileError(thrown, { doing: 'read', what: 'file' })
    return { id, ok: false, failure: { code, message } }
  }
}
