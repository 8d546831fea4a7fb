import { basename, dirname } from 'node:path'
import type { Charset } from '#contract/charsets.ts'
import { toError, toFailure, type Failure } from '#contract/errors.ts'
import type { TagField } from '#contract/field-uses.ts'
import { withDatabaseErrors } from '../../database/errors.ts'
import type { Database } from '../../database/open.ts'
import type { NewPlanChange } from '../../database/statements/plan-files.ts'
import { planStatements } from '../../database/statements/plans.ts'
import { trackStatements } from '../../database/statements/tracks.ts'
import { pathForDisplay } from '../../files/paths.ts'
import type { Asking, JobPlan } from '../../jobs/index.ts'
import { fieldsAsWritten, mostKept } from '../../tags/index.ts'
import { usualCharset } from '../../tags/legacy-text.ts'
import type { FileReading } from '../write/messages.ts'
import { sameValues } from '../write/tag-files.ts'
import type { WriterThread } from '../write/writer-thread.ts'
import { bytesOfUsual, detectCharset, isSure } from './detect.ts'

export interface RepairJobOptions {
  db: Database
  thread: WriterThread
  planId: number
  ids: readonly number[]
  charset: Charset | 'detect'
  onFailure(path: string, failure: Failure): void
}

interface Album {
  files: { trackId: number; path: string; bytes: number }[]
  /** Once its first file is in work; let go with the last one. */
  known: Known | null
}

interface Known {
  /** By path; why, where a file cannot be read. */
  readings: ReadonlyMap<string, FileReading | Failure>
  set: ReturnType<typeof setOf>
}

interface Item {
  file: Album['files'][number]
  album: Album
}

/** What people read; numbers and Earshot's own fields are plain in every set. */
const textFields = [
  'title',
  'artist',
  'album',
  'albumArtist',
  'genre',
  'comment'
] as const satisfies TagField[]

/** Tracks looked up at once. */
const page = 500

/**
 * The question: which files may have texts that do not say how they are encoded? The step: plan the texts of one as they
 * should be, in the set that its album is in.
 */
export function repairJob(options: RepairJobOptions): JobPlan<Item> {
  const { db, thread, planId } = options
  const plans = planStatements(db)

  /** Reads every file of an album: together they tell more of its set than any alone. */
  async function look({ files }: Album): Promise<Known> {
    const readings = new Map<string, FileReading | Failure>()
    for (const { path, bytes } of files) {
      const read = thread.run('read', { path, charset: usualCharset }, bytes)
      readings.set(path, await read.catch(toFailure))
    }
    const read = [...readings.values()].filter(reading => 'fields' in reading)
    return { readings, set: setOf(read, options.charset) }
  }

  return {
    question: asking => itemsOf(options, asking),
    concurrency: 1,
    label: ({ file }) => pathForDisplay(basename(file.path)),
    step: async ({ file: { trackId, path, bytes }, album }) => {
      album.known ??= await look(album)
      const { readings, set } = album.known
      const reading = readings.get(path)!
      if (!('fields' in reading)) throw toError(reading)
      if (set === null) return 'skipped'
      const { fields } = await thread.run('read', { path, charset: set.charset }, bytes)
      const changes = changesBetween(reading, fields, set.sure)
      if (changes.length === 0) return 'skipped'
      const { stamp, tagBytes } = reading
      const planned = { trackId, path, ...stamp, large: tagBytes > mostKept, charset: set.charset, changes }
      withDatabaseErrors(() => plans.addFile(planId, planned))
      return 'done'
    },
    onFailure: ({ file }, failure) => options.onFailure(file.path, failure),
    finish: () => {
      if (plans.stateOf(planId) === 'making') plans.setState(planId, 'open')
    }
  }
}

/** By folder and name: a folder may hold several. */
async function* itemsOf({ db, ids }: RepairJobOptions, asking: Asking): AsyncGenerator<Item> {
  const tracks = trackStatements(db)
  const albums = new Map<string, Album>()
  for (let at = 0; at < ids.length && !asking.signal.aborted; at += page) {
    for (const { id, path, size, available, album: name } of tracks.byIds(ids.slice(at, at + page))) {
      if (!available) continue
      const key = `${dirname(path)}\0${name}`
      const album = albums.get(key) ?? { files: [], known: null }
      album.files.push({ trackId: id, path, bytes: size })
      albums.set(key, album)
    }
  }
  for (const album of albums.values()) for (const file of album.files) yield { file, album }
}

/** The set that an album's texts are in, and whether that is sure; null where they are as they should be. */
function setOf(
  readings: readonly FileReading[],
  wanted: Charset | 'detect'
): { charset: Charset; sure: boolean } | null {
  if (wanted !== 'detect') return { charset: wanted, sure: true }
  const texts = readings.flatMap(({ fields }) => textFields.flatMap(field => fields[field]))
  // What is in UTF-8 holds letters that are in no old set.
  const old = texts.map(bytesOfUsual).filter(bytes => bytes !== null)
  const found = detectCharset(old)
  if (found === null || found.charset === usualCharset) return null
  return { charset: found.charset, sure: isSure(found) }
}

function changesBetween(
  { fields: before, container }: FileReading,
  right: FileReading['fields'],
  accepted: boolean
): NewPlanChange[] {
  return textFields.flatMap(field => {
    const after = fieldsAsWritten(container, { [field]: right[field] })[field] ?? []
    // What the set does not have was not in it.
    if (sameValues(before[field], after) || after.some(value => value.includes('\uFFFD'))) return []
    return [{ field, before: before[field], after, reasons: [], accepted }]
  })
}
