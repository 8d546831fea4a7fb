import type { MessagePort } from 'node:worker_threads'
import { toFailure } from '#contract/errors.ts'
import { fileError } from '../../files/errors.ts'
import { stampOf } from './checks.ts'
import type { FromWriter, ToWriter, WriterTasks } from './messages.ts'
import { settle } from './settle.ts'
import type { TagFiles } from './tag-files.ts'
import { checkFile, writeFile } from './write-file.ts'

/** Answers one after the other: there is one writer. */
export function serveWriter(port: MessagePort, files: TagFiles): void {
  let last: Promise<void> = Promise.resolve()
  port.on('message', (message: ToWriter) => {
    last = last.then(async () => port.postMessage(await answer(message, files)))
  })
}

async function answer(message: ToWriter, files: TagFiles): Promise<FromWriter> {
  const { id } = message
  try {
    return { id, ok: true, value: await work(message, files) }
  } catch (thrown) {
    return { id, ok: false, failure: toFailure(thrown) }
  }
}

async function work(message: ToWriter, files: TagFiles): Promise<WriterTasks[keyof WriterTasks][1]> {
  switch (message.task) {
    case 'read':
      return read(message.input.path, files)
    case 'check':
      return checkFile(message.input, files)
    case 'write':
      return writeFile(message.input.order, message.input.seen, files)
    case 'settle':
      return settle(message.input, files)
  }
}

function read(path: string, files: TagFiles): WriterTasks['read'][1] {
  try {
    const stamp = stampOf(path)
    return { stamp, ...files.readFields(path) }
  } catch (thrown) {
    throw fileError(thrown, { doing: 'read', what: 'file' })
  }
}
