import type { MessagePort } from 'node:worker_threads'
import type { FileStamp } from '../../database/statements/plan-files.ts'
import { isCoverStep } from '#contract/edits.ts'
import { fileError } from '../../files/errors.ts'
import { wholeHash } from '../../files/whole-hash.ts'
import { serveThread } from '../../threads/index.ts'
import { editFile } from '../edits/edit-file.ts'
import { checkRestore, moveFromTrash, moveToTrash, placeInTrash, settleTrash } from '../aside/trash-file.ts'
import { checkMove, moveFile } from '../move/move-file.ts'
import { settleMove } from '../move/settle-move.ts'
import type { PictureStore } from '../../covers/picture-store.ts'
import { contentsOf } from './change-kinds.ts'
import { tryEdits } from '../edits/preview.ts'
import { stampOf } from './checks.ts'
import type { FileReading, WriterTasks } from './messages.ts'
import { settle } from './settle.ts'
import type { TagFiles } from './tag-files.ts'
import { checkFile, placeCopy, prepareCopy } from './write-file.ts'

/** Answers one after the other: there is one writer. */
export function serveWriter(port: MessagePort, files: TagFiles, store: PictureStore): void {
  serveThread<WriterTasks>(port, {
    read: asked => read(asked, files),
    edit: async ({ path, charset, steps }) => {
      const reading = await read({ path, charset, covers: steps.some(isCoverStep) }, files)
      const { readPictures } = files
      return { reading, edit: await editFile(reading, steps, path, { readPictures, store }) }
    },
    preview: tried => Promise.resolve(tryEdits(tried)),
    check: order => checkFile(order, files),
    prepare: ({ order, seen }) => prepareCopy(order, seen, files, store),
    place: placing => placeCopy(placing),
    settle: write => settle(write, files),
    stamp: ({ path }) => stamp(path),
    checkMove: order => checkMove(order),
    move: ({ order, seen }) => moveFile(order, seen),
    settleMove: move => settleMove(move),
    placeInTrash: ({ path }) => placeInTrash(path),
    trash: ({ order, seen }) => moveToTrash(order, seen),
    checkRestore: order => checkRestore(order),
    restore: ({ order, seen }) => moveFromTrash(order, seen),
    settleTrash: move => settleTrash(move)
  })
}

function stamp(path: string): FileStamp {
  try {
    return stampOf(path)
  } catch (thrown) {
    throw fileError(thrown, { doing: 'read', what: 'file' })
  }
}

async function read(
  { path, hashed = false, covers = false, charset }: WriterTasks['read'][0],
  files: TagFiles
): Promise<FileReading> {
  try {
    const stamp = stampOf(path)
    const hash = hashed ? await wholeHash(path) : null
    return { stamp, hash, ...contentsOf(path, files, { covers, charset }) }
  } catch (thrown) {
    throw fileError(thrown, { doing: 'read', what: 'file' })
  }
}
