import { basename, dirname } from 'node:path'
import type { Charset } from '#contract/charsets.ts'
import { toFailure, type Failure } from '#contract/errors.ts'
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
 * The question: which albums have texts that do not say how they are encoded? The step: read the files of one, tell its
 * set, and plan the texts as they should be.
 */
export function repairJob(options: RepairJobOptions): JobPlan<Album> {
  const { db, thread, planId } = options
  const plans = planStatements(db)

  return {
    question: asking => albumsOf(options, asking),
    concurrency: 1,
    label: ({ files }) => pathForDisplay(basename(dirname(files[0]!.path))),
    step: async ({ files }) => {
      const readings: (FileReading & Album['files'][number])[] = []
      for (const file of files) {
        const read = thread.run('read', { path: file.path, charset: usualCharset }, file.bytes)
        const reading = await read.catch((thrown: unknown) => options.onFailure(file.path, toFailure(thrown)))
        if (reading !== undefined) readings.push({ ...reading, ...file })
      }
      const set = setOf(readings, options.charset)
      if (set === null) return 'skipped'
      for (const reading of readings) {
        const { path, bytes } = reading
        const { fields } = await thread.run('read', { path, charset: set.charset }, bytes)
        const changes = changesBetween(reading, fields, set.sure)
        if (changes.length === 0) continue
        const { trackId, stamp, tagBytes } = reading
        const file = { trackId, path, ...stamp, large: tagBytes > mostKept, charset: set.charset, changes }
        withDatabaseErrors(() => plans.addFile(planId, file))
      }
      return 'done'
    },
    onFailure: ({ files }, failure) => {
      for (const { path } of files) options.onFailure(path, failure)
    },
    finish: () => {
      if (plans.stateOf(planId) === 'making') plans.setState(planId, 'open')
    }
  }
}

/** By folder and name: a folder may hold several. */
async function* albumsOf({ db, ids }: RepairJobOptions, asking: Asking): AsyncGenerator<Album> {
  const tracks = trackStatements(db)
  const albums = new Map<string, Album>()
  for (let at = 0; at < ids.length && !asking.signal.aborted; at += page) {
    for (const { id, path, size, available, album: name } of tracks.byIds(ids.slice(at, at + page))) {
      if (!available) continue
      const key = `${dirname(path)}\0${name}`
      const album = albums.get(key) ?? { files: [] }
      album.files.push({ trackId: id, path, bytes: size })
      albums.set(key, album)
    }
  }
  yield* albums.values()
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
