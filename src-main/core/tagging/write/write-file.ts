import { renameSync } from 'node:fs'
import { dirname } from 'node:path'
import { EarshotError, type Failure } from '#contract/errors.ts'
import type { FileField } from '#contract/change-fields.ts'
import { tagFields } from '#contract/field-uses.ts'
import { fileError } from '../../files/errors.ts'
import { pathForDisplay, pathForFs } from '../../files/paths.ts'
import { wholeHash } from '../../files/whole-hash.ts'
import { flushFileSync, flushFolderSync, removeSync } from '../../files/whole-file.ts'
import type { FileStamp } from '../../database/statements/plan-files.ts'
import type { FieldChange } from '../../database/statements/tag-journal.ts'
import type { WayBack } from '../../database/statements/ways-back.ts'
import { readTags, type FileFacts } from '../../scan/read-tags.ts'
import { changedFields, type FieldChanges } from '../../tags/fields.ts'
import type { Picture } from '../../tags/pictures.ts'
import { valuesOf } from '../../tags/index.ts'
import { keepGone, picturesOf } from '../../covers/pictures-of.ts'
import type { PictureStore } from '../../covers/picture-store.ts'
import {
  contentChanges,
  contentsOf,
  heldIn,
  readBack,
  wantedCovers,
  wantedFields,
  type Contents
} from './change-kinds.ts'
import { checkWritable, refuseIfTouched, sameStamp, stampOf, type Seen } from './checks.ts'
import { compareElsewhere, compareShown } from './compare-readers.ts'
import { copyTimes, copyWhole } from './copy.ts'
import { sameValues, type TagFiles } from './tag-files.ts'
import { unsafe } from './unsafe.ts'

export interface WriteOrder {
  path: string
  /** The name of the copy, as the journal has it. */
  temporary: string
  /** The file as it was when the change was reviewed. */
  expected: FileStamp
  changes: FieldChange[]
  keepTimes: boolean
  /** The values stood in this file before: they come back as they were, however odd they are. */
  restores: boolean
  /** Where the file is to come back byte for byte: how, and the hash it has then. */
  back: { ways: Uint8Array[]; hash: Uint8Array } | null
  /** How texts were read that do not say how they are encoded; the usual set where it is left out. */
  charset?: string | undefined
}

/** A copy that may take the file's place. */
export interface Ready {
  state: 'ready'
  /** The changes with what was read back. */
  changes: FieldChange[]
  audioHash: Uint8Array
  way: WayBack
}

export interface Written {
  /** Null where the file could not be looked at any more: the next scan will. */
  stamp: FileStamp | null
  /** The changes with what was read back. */
  changes: FieldChange[]
  audioHash: Uint8Array
  /** What a scan would find now; null where it would find nothing. */
  facts: FileFacts | null
}

/** A copy that is ready, and the file whose place it takes. */
export interface Placing
  extends Pick<WriteOrder, 'path' | 'temporary'>, Pick<Ready, 'changes' | 'audioHash'> {
  seen: Seen
  /** How the library reads such texts. */
  charset?: string | undefined
}

export interface NotDone {
  state: 'abandoned' | 'unknown'
  failure: Failure
}

/** `unknown`: what is left behind will be seen to at the next start (a drive was pulled, say). */
export type Outcome = ({ state: 'done' } & Written) | NotDone

/** What was reviewed of a file. */
export type Reviewed = Pick<WriteOrder, 'path' | 'expected' | 'changes' | 'charset'>

/**
 * Everything that must be so before a file is touched. Throws changed-since, read-only, hard-linked, disk-full,
 * not-found, write-unsafe; returns what to compare with before the copy takes the file's place.
 */
export function checkFile(order: Reviewed, files: TagFiles): Seen {
  try {
    const seen = checkWritable(order.path)
    if (!sameStamp(stampOf(order.path), order.expected)) {
      throw new EarshotError('changed-since', 'The file has changed since the change was reviewed.')
    }
    const changes = contentChanges(order.changes)
    const covers = changes.some(({ field }) => field === 'cover')
    const reading = contentsOf(order.path, files, { covers, charset: order.charset })
    for (const { field, before } of changes) {
      if (!sameValues(heldIn(reading, field), before)) {
        throw new EarshotError(
          'changed-since',
          `The file's ${field} has changed since the change was reviewed.`
        )
      }
    }
    return seen
  } catch (thrown) {
    throw tagFailure(thrown)
  }
}

/** Whatever else goes wrong, the file was left as it was: that is what `write-unsafe` says. */
function tagFailure(thrown: unknown): EarshotError {
  return fileError(thrown, { doing: 'write', what: 'file', otherwise: 'write-unsafe' })
}

/**
 * Makes the copy that is to take the file's place: tagged, read back, compared, durable. Fails with write-unsafe where it
 * is not what it should be, changed-since where the file is not what it was; the copy is removed then.
 */
export async function prepareCopy(
  order: WriteOrder,
  seen: Seen,
  files: TagFiles,
  store: PictureStore
): Promise<Ready | NotDone> {
  try {
    refuseIfTouched(order.path, seen)
    return await tagCopy(order, files, store)
  } catch (thrown) {
    return notDone(order, thrown)
  }
}

/**
 * Gives the copy the file's name, in one step: that leaves either the old file or the new one, whatever happens. Fails
 * with changed-since where the file is not what it was; it is left alone then, and the copy removed.
 */
export async function placeCopy(placing: Placing): Promise<Outcome> {
  const { path, temporary, seen, changes, audioHash } = placing
  try {
    refuseIfTouched(path, seen)
    renameSync(pathForFs(temporary), pathForFs(path))
  } catch (thrown) {
    return notDone(placing, thrown)
  }
  flushFolderSync(dirname(path))
  return { state: 'done', ...(await standing(path, placing.charset)), changes, audioHash }
}

function notDone({ path, temporary }: Pick<WriteOrder, 'path' | 'temporary'>, thrown: unknown): NotDone {
  const { code, message } = tagFailure(thrown)
  // The copy means nothing to whoever reads this.
  const told = message.replaceAll(pathForDisplay(temporary), () => pathForDisplay(path))
  return { state: removeSync(temporary) ? 'abandoned' : 'unknown', failure: { code, message: told } }
}

async function tagCopy(order: WriteOrder, files: TagFiles, store: PictureStore): Promise<Ready> {
  const { path, temporary, back, restores, charset } = order
  copyWhole(path, temporary)
  const wanted = wantedFields(order.changes)
  const touches = {
    fields: changedFields(wanted).map(([field]) => field),
    covers: wantedCovers(order.changes) !== null
  }
  const before = await lookAt(path, files, touches, charset)
  const pictures = newPictures(order, files, store)
  const edits =
    back === null
      ? files.writeFields(temporary, wanted, restores, charset, pictures)
      : files.putBack(temporary, back.ways)
  const after = await lookAt(temporary, files, touches, charset)
  const way = { before: await wholeHash(path), after: await wholeHash(temporary), edits }
  if (back !== null && !way.after.equals(back.hash)) throw unsafe('It would not be what it was')
  if (back === null) {
    compareShown(
      await readTags(path, { charset }),
      await readTags(temporary, { name: path, charset }),
      wanted
    )
    await compareElsewhere({ path, copy: temporary, charset }, wanted)
    if (!sameValues(before.others, after.others))
      throw unsafe('Something else in the file would have changed')
  }
  const written = restores ? wanted : files.fieldsAsWritten(before.container, wanted)
  const covers = readBack(before.container, order.changes, files).get('cover')
  if (back === null && !sameValues(after.covers, covers ?? before.covers))
    throw unsafe('The pictures did not read back as they should')
  // Of what is byte for byte as it was the hash says all; its texts may be read otherwise by now.
  compare(back === null ? written : null, before, after)
  if (order.keepTimes) copyTimes(path, temporary)
  flushFileSync(temporary)
  const changes = contentChanges(order.changes).map(change => ({
    ...change,
    after: heldIn(after, change.field)
  }))
  return { state: 'ready', changes, audioHash: after.audio, way }
}

/** How a file stands now, and what a scan would make of it. Never throws. */
export async function standing(
  path: string,
  charset?: string
): Promise<{ stamp: FileStamp | null; facts: FileFacts | null }> {
  // First the facts: whoever changes the file in between makes the two differ, and the next scan reads it again.
  const facts = await readTags(path, { charset }).catch(() => null)
  try {
    const stamp = stampOf(path)
    return { stamp, facts: facts !== null && sameStamp(facts, stamp) ? facts : null }
  } catch {
    return { stamp: null, facts: null }
  }
}

/** The pictures the file is to have; undefined where they stay. What it gives up is kept before it is written. */
function newPictures(order: WriteOrder, files: TagFiles, store: PictureStore): Picture[] | undefined {
  const covers = wantedCovers(order.changes)
  if (covers === null) return undefined
  const own = files.readPictures(order.path)
  keepGone(own, covers, store)
  return order.back === null ? picturesOf(covers, own, store) : undefined
}

/** What may differ beside the fields: free names, all that says a rating, and pictures. */
interface Touches {
  fields: readonly FileField[]
  covers: boolean
}

interface Look extends Contents {
  others: string[]
  audio: Uint8Array
}

async function lookAt(
  path: string,
  files: TagFiles,
  { fields, covers }: Touches,
  charset?: string
): Promise<Look> {
  const others = files.everythingElse(path, { changed: fields, pictures: !covers })
  return { ...contentsOf(path, files, { covers, charset }), others, audio: await files.audioHash(path) }
}

/**
 * Throws write-unsafe unless the sound is the same, and all fields are as wanted: those that were written as they were
 * written, all others as they were. `written`: null where the file is byte for byte as it once was.
 */
function compare(written: FieldChanges | null, before: Look, after: Look): void {
  const changed = new Map<FileField, string[]>(written === null ? [] : changedFields(written))
  for (const field of written === null ? [] : new Set([...tagFields, ...changed.keys()])) {
    if (!sameValues(valuesOf(after, field), changed.get(field) ?? valuesOf(before, field))) {
      throw unsafe(`The ${field} did not read back as it should`)
    }
  }
  if (!Buffer.from(before.audio).equals(after.audio)) throw unsafe('The audio would have changed')
}
