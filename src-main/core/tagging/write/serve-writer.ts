import type { MessagePort } from 'node:worker_threads'
import { fileError } from '../../files/errors.ts'
import { serveThread } from '../../threads/index.ts'
import { stampOf } from './checks.ts'
import type { FileReading, WriterTasks } from './messages.ts'
import { settle } from './settle.ts'
import type { TagFiles } from './tag-files.ts'
import { checkFile, writeFile } from './write-file.ts'

/** Answers one after the other: there is one writer. */
export function serveWriter(port: MessagePort, files: TagFiles): void {
  serveThread<WriterTasks>(port, {
    read: ({ path }) => read(path, files),
    check: order => checkFile(order, files),
    write: ({ order, seen }) => writeFile(order, seen, files),
    settle: write => settle(write, files)
  })
}

function read(path: string, files: TagFiles): FileReading {
  try {
    const stamp = stampOf(path)
    return { stamp, ...files.readFields(path) }
  } catch (thrown) {
    throw fileError(thrown, { doing: 'read', what: 'file' })
  }
}
