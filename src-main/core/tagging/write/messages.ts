import type { FileStamp } from '../../database/statements/plan-files.ts'
import type { FileFields } from '../../tags/index.ts'
import type { Seen } from './checks.ts'
import type { UnsettledWrite } from './settle.ts'
import type { Outcome, WriteOrder } from './write-file.ts'

/** What is in a file, and which file that was. */
export interface FileReading extends FileFields {
  stamp: FileStamp
}

/** What the worker that writes tags does, by name: what goes in, what comes back. */
export interface WriterTasks {
  read: [{ path: string }, FileReading]
  check: [Omit<WriteOrder, 'temporary'>, Seen]
  write: [{ order: WriteOrder; seen: Seen }, Outcome]
  settle: [UnsettledWrite, Outcome]
}

export type WriterTask = keyof WriterTasks
