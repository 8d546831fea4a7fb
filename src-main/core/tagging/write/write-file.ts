import { renameSync } from 'node:fs'
import { dirname } from 'node:path'
import { EarshotError, type Failure } from '#contract/errors.ts'
import { tagFields } from '#contract/field-uses.ts'
import { fileError } from '../../files/errors.ts'
import { pathForDisplay, pathForFs } from '../../files/paths.ts'
import { flushFileSync, flushFolderSync, removeSync } from '../../files/whole-file.ts'
import type { FileStamp } from '../../database/statements/plan-files.ts'
import type { FieldChange } from '../../database/statements/tag-journal.ts'
import { readElsewhere, readTags, type FileFacts } from '../../scan/read-tags.ts'
import type { FieldChanges, FieldValues, FileFields } from '../../tags/index.ts'
import { checkWritable, refuseIfTouched, sameStamp, stampOf, type Seen } from './checks.ts'
import { copyTimes, copyWhole } from './copy.ts'
import { sameValues, type TagFiles } from './tag-files.ts'

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

/** `unknown`: what is left behind will be seen to at the next start (a drive was pulled, say). */
export type Outcome =
  | ({ state: 'done' } & Written)
  | { state: 'abandoned'; failure: Failure }
  | { state: 'unknown'; failure: Failure }

/**
 * Everything that must be so before a file is touched. Throws changed-since, read-only, hard-linked, disk-full,
 * not-found, write-unsafe; returns what to compare with before the copy takes the file's place.
 */
export function checkFile(order: Omit<WriteOrder, 'temporary'>, files: TagFiles): Seen {
  try {
    const seen = checkWritable(order.path)
    if (!sameStamp(stampOf(order.path), order.expected)) {
      throw new EarshotError('changed-since', 'The file has changed since the change was reviewed.')
    }
    const { fields } = files.readFields(order.path)
    for (const { field, before } of order.changes) {
      if (!sameValues(fields[field], before)) {
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
 * Writes tags in a way that leaves either the old file or the new one, whatever happens: a copy is tagged, read back,
 * compared, made durable, and only then takes the file's name. Fails with write-unsafe where the copy is not what it
 * should be, changed-since where the file is not what it was; the file is left alone then, and the copy removed.
 */
export async function writeFile(order: WriteOrder, seen: Seen, files: TagFiles): Promise<Outcome> {
  const { path, temporary } = order
  let after: Look
  try {
    refuseIfTouched(path, seen)
    after = await tagCopy(order, files)
    refuseIfTouched(path, seen)
    renameSync(pathForFs(temporary), pathForFs(path))
  } catch (thrown) {
    const { code, message } = tagFailure(thrown)
    // The copy means nothing to whoever reads this.
    const told = message.replaceAll(pathForDisplay(temporary), () => pathForDisplay(path))
    return { state: removeSync(temporary) ? 'abandoned' : 'unknown', failure: { code, message: told } }
  }
  flushFolderSync(dirname(path))
  const { fields, audio } = after
  const changes = order.changes.map(change => ({ ...change, after: fields[change.field] }))
  return { state: 'done', ...(await standing(path)), changes, audioHash: audio }
}

/** Makes the copy that is to take the file's place, durable. */
async function tagCopy(order: WriteOrder, files: TagFiles): Promise<Look> {
  const { path, temporary, changes } = order
  copyWhole(path, temporary)
  const before = await lookAt(path, files)
  const wanted = wantedFields(changes)
  files.writeFields(temporary, wanted, order.restores)
  const after = await lookAt(temporary, files)
  compareShown(await readTags(path), await readTags(temporary, { name: path }))
  await compareElsewhere(path, temporary)
  const written = order.restores ? wanted : files.fieldsAsWritten(before.container, wanted)
  compare({ ...before.fields, ...written }, before, after)
  if (order.keepTimes) copyTimes(path, temporary)
  flushFileSync(temporary)
  return after
}

/** How a file stands now, and what a scan would make of it. Never throws. */
export async function standing(path: string): Promise<{ stamp: FileStamp | null; facts: FileFacts | null }> {
  // First the facts: whoever changes the file in between makes the two differ, and the next scan reads it again.
  const facts = await readTags(path).catch(() => null)
  try {
    const stamp = stampOf(path)
    return { stamp, facts: facts !== null && sameStamp(facts, stamp) ? facts : null }
  } catch {
    return { stamp: null, facts: null }
  }
}

interface Look extends FileFields {
  others: string[]
  audio: Uint8Array
}

async function lookAt(path: string, files: TagFiles): Promise<Look> {
  const others = files.everythingElse(path)
  return { ...files.readFields(path), others, audio: await files.audioHash(path) }
}

/** The fields a file is to have after these changes. */
export function wantedFields(changes: readonly FieldChange[]): FieldChanges {
  return Object.fromEntries(changes.map(({ field, after }) => [field, after]))
}

const shown = ['title', 'artist', 'album', 'albumArtist', 'trackNumber', 'discNumber', 'year'] as const

/** Throws write-unsafe where the library would show other names than before. */
function compareShown(before: FileFacts, after: FileFacts): void {
  if (before.failure !== null) return
  const lost = shown.find(name => before[name] !== after[name])
  if (lost === undefined && after.failure === null) return
  throw unsafe(`The library would not find its ${lost ?? 'tags'} any more`)
}

/**
 * Throws write-unsafe where somebody else's reader does: a new tag can hide an older one whose bytes are all still there.
 * What that reader had wrong before does not count.
 */
async function compareElsewhere(path: string, copy: string): Promise<void> {
  const before = await readElsewhere(path)
  if (before === null) return
  const after = await readElsewhere(copy)
  const own = await readTags(path, { name: '' })
  const lost = shown.find(name => before[name] === own[name] && before[name] !== after?.[name])
  if (lost !== undefined) throw unsafe(`Players might not find its ${lost} any more`)
}

/** Throws write-unsafe unless all fields are as wanted and nothing else differs. */
function compare(wanted: FieldValues, before: Look, after: Look): void {
  for (const field of tagFields) {
    if (!sameValues(after.fields[field], wanted[field])) {
      throw unsafe(`The ${field} did not read back as it should`)
    }
  }
  if (!Buffer.from(before.audio).equals(after.audio)) throw unsafe('The audio would have changed')
  if (!sameValues(before.others, after.others)) throw unsafe('Something else in the file would have changed')
}

function unsafe(what: string): EarshotError {
  return new EarshotError('write-unsafe', `${what}; the file was left as it was.`)
}
