import { createHash } from 'node:crypto'
import { customName, isCustomField, type CustomField, type FileField } from '#contract/change-fields.ts'
import { EarshotError } from '#contract/errors.ts'
import { sniff } from '../formats/sniff.ts'
import { formats, type FormatId } from '../formats/table.ts'
import {
  changedFields,
  fieldValues,
  pictureMark,
  type CustomValues,
  type FieldChanges,
  type FieldValues,
  type TagContainer,
  type TaggedFile
} from './fields.ts'
import { oldBytes, type Edit } from './edits.ts'
import { fieldNames } from './field-names.ts'
import { isFreeName, valuesIn } from './labels.ts'
import { usualCharset } from './legacy-text.ts'
import { openers, type Opener } from './openers.ts'
import { packEdits, unpackEdits } from './pack-edits.ts'
import type { Picture } from './pictures.ts'
import { TagBytes } from './tag-bytes.ts'

/**
 * What stands in the tags of audio files, read and written by code of our own that keeps every byte it does not
 * understand. All functions throw not-found, no-access, unreadable-file (damaged, or no audio) and
 * unsupported-format (audio whose tags Earshot does not write).
 */

/** What a file says. */
export interface FileFields {
  container: TagContainer
  /** The tags in it by name, as "ID3v2.3"; empty where there is none. */
  tags: string[]
  fields: FieldValues
  /** Under names that no field has. */
  custom: CustomValues[]
  /** How many bytes of the file are its tags, as far as they are written anew with any change. */
  tagBytes: number
}

export type { FieldChanges, FieldValues } from './fields.ts'

/** Every field of the file, none of it cleaned. `charset`: how texts are read that do not say how they are encoded. */
export function readFields(path: string, charset = usualCharset): FileFields {
  return within(path, 'r', charset, ({ container, tagged }) => ({
    container,
    tags: tagged.tags,
    fields: fieldValues(tagged.texts),
    custom: tagged.texts.custom,
    tagBytes: tagged.tagBytes
  }))
}

/** What a file says in a field. */
export const valuesOf = (
  { fields, custom }: Pick<FileFields, 'fields' | 'custom'>,
  field: FileField
): string[] => valuesIn({ values: fields, custom }, field)

/**
 * Gives fields new values in this very file, so hand it a copy: a failure, or the power going, may leave it half
 * written. Reading back gives what `fieldsAsWritten` says; with `exactly`, for values that were read in this file once,
 * those very values. Gives what takes it back, for `putBack`; null where that is too large to be kept.
 */
export function writeFields(
  path: string,
  changes: FieldChanges,
  exactly = false,
  charset = usualCharset,
  pictures?: readonly Picture[]
): Buffer | null {
  if (changedFields(changes).length === 0 && pictures === undefined) return packEdits([])
  return within(path, 'r+', charset, ({ file, container, tagged }) => {
    tagged.write(exactly ? changes : fieldsAsWritten(container, changes), pictures)
    return keepable(file.back)
  })
}

/** More is not kept of one file. */
export const mostKept = 16 * 1024 * 1024

function keepable(edits: readonly Edit[] | null): Buffer | null {
  const packed = edits === null ? null : packEdits(edits)
  return packed === null || packed.length > mostKept ? null : packed
}

/**
 * Makes this very file what it was before some changes, byte for byte: `ways` are what `writeFields` or this gave, the last
 * change first, and the file must be as it was after that. Gives what takes this back in turn.
 */
export function putBack(path: string, ways: readonly Uint8Array[]): Buffer | null {
  const file = new TagBytes(path, 'r+')
  try {
    for (const edit of ways.flatMap(unpackEdits)) {
      file.splice(edit.at, edit.length, oldBytes(edit, file.exactly(edit.at, edit.length)))
    }
    return keepable(file.back)
  } catch (thrown) {
    throw plain(file, thrown)
  } finally {
    file.close()
  }
}

/**
 * The values as they will stand in a file of this kind: without empty ones, doubles and control characters, and in MP4
 * with whole beats per minute and plain numbers of tracks and discs, as it has no others. Throws bad-request for what it
 * cannot hold: such numbers, and free names that the format does not allow.
 */
export function fieldsAsWritten(container: TagContainer, changes: FieldChanges): FieldChanges {
  return Object.fromEntries(
    changedFields(changes).map(([field, values]) => {
      const fit = fitOf(container, field)
      const clean = values.map(value => fit(value).replace(controls, ' ').trim())
      return [field, [...new Set(clean)].filter(value => value !== '')]
    })
  )
}

function fitOf(container: TagContainer, field: FileField): (value: string) => string {
  if (isCustomField(field)) return requireName(container, field)
  const { mp4 } = fieldNames[field]
  const atom = container === 'mp4' && mp4 !== undefined && 'atom' in mp4 ? mp4 : {}
  return 'whole' in atom ? wholeTempo : 'pair' in atom ? wholePair : value => value
}

/** Vorbis comments and APEv2 have names in ASCII; APEv2 has some that are none. */
function requireName(container: TagContainer, field: CustomField): (value: string) => string {
  const name = customName(field)
  const { tagWriter } = formats[container]
  const plain = tagWriter === 'ape' || tagWriter === 'flac' || tagWriter.startsWith('ogg')
  const fits =
    !plain || (tagWriter === 'ape' ? /^(?!(?:ID3|TAG|OggS|MP\+)$)[ -~]{2,}$/i : /^[ -<>-}]+$/).test(name)
  if (fits && isFreeName(name)) return value => value
  throw new EarshotError('bad-request', `"${name}" cannot be the name of a field of its own in this file.`)
}

// eslint-disable-next-line no-control-regex -- line breaks and tabs may stay in a comment
const controls = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufeff]/g

function wholeTempo(value: string): string {
  const tempo = Math.round(Number(value))
  if (tempo >= 0 && tempo <= 0xffff) return String(tempo)
  throw new EarshotError('bad-request', `"${value}" is no number of beats per minute.`)
}

/** "03/12" is "3/12". */
function wholePair(value: string): string {
  const numbers = /^(\d{1,5})(?:\/(\d{1,5}))?$/
    .exec(value)
    ?.slice(1)
    .map(one => Number(one ?? 0))
  if (numbers === undefined || Math.max(...numbers) > 0xffff) {
    throw new EarshotError('bad-request', `"${value}" is no number that an MP4 file can hold.`)
  }
  const [number, of] = numbers
  return of === 0 ? (number === 0 ? '' : String(number)) : `${number}/${of}`
}

/** The pictures of a file, each once; their bytes are views of what was read. */
export function readPictures(path: string): Picture[] {
  return within(path, 'r', usualCharset, ({ tagged }) => tagged.pictures())
}

/** SHA-256 of the sound's own bytes, tags left out: the same before and after any change of tags. */
export async function audioHash(path: string, signal?: AbortSignal): Promise<Buffer> {
  const { file, tagged } = open(path, 'r', usualCharset)
  try {
    const hash = createHash('sha256')
    const buffer = Buffer.allocUnsafe(1024 * 1024)
    let read = 0
    let parts = 0
    for (const part of tagged.audio()) {
      if (part instanceof Uint8Array) hash.update(part)
      const { at, length } = part instanceof Uint8Array ? { at: 0, length: 0 } : part
      for (let done = 0; done < length; done += buffer.length) {
        const got = file.readInto(buffer.subarray(0, Math.min(buffer.length, length - done)), at + done)
        if (got === 0) break
        hash.update(buffer.subarray(0, got))
        read += got
        // A damaged table may name the same bytes again and again.
        if (read > 4 * file.size) throw file.damaged('it says to have more sound than it holds')
        if (got === buffer.length) await breathe(signal)
      }
      if (++parts % 4096 === 0) await breathe(signal)
    }
    signal?.throwIfAborted()
    return hash.digest()
  } catch (thrown) {
    throw plain(file, thrown)
  } finally {
    file.close()
  }
}

async function breathe(signal?: AbortSignal): Promise<void> {
  await new Promise(resolve => setImmediate(resolve))
  signal?.throwIfAborted()
}

/**
 * A line for everything in the file that is neither sound nor a field: its name and a checksum, sorted. Pictures (unless
 * they are to change), other tags, frames nobody knows. Two equal lists: nothing else changed. `changed`: fields that are to
 * change; free names count as fields then, and all that says a rating.
 */
export function everythingElse(
  path: string,
  { pictures = true, changed = [] }: { pictures?: boolean; changed?: readonly FileField[] } = {}
): string[] {
  return within(path, 'r', usualCharset, ({ tagged }) => {
    const lines: string[] = []
    for (const [name, bytes] of tagged.others(changed)) {
      if (!pictures && name.startsWith(pictureMark)) continue
      lines.push(`${name} ${createHash('sha256').update(bytes).digest('hex').slice(0, 32)}`)
    }
    return lines.sort()
  })
}

interface Opened {
  file: TagBytes
  container: TagContainer
  tagged: TaggedFile
}

function within<T>(path: string, mode: 'r' | 'r+', charset: string, use: (opened: Opened) => T): T {
  const opened = open(path, mode, charset)
  try {
    return use(opened)
  } catch (thrown) {
    throw plain(opened.file, thrown)
  } finally {
    opened.file.close()
  }
}

function open(path: string, mode: 'r' | 'r+', charset: string): Opened {
  const file = new TagBytes(path, mode, null, charset)
  try {
    return { file, ...tagsOf(file) }
  } catch (thrown) {
    file.close()
    throw plain(file, thrown)
  }
}

/** Damage that shows as an offset beyond the bytes at hand. */
function plain(file: TagBytes, thrown: unknown): unknown {
  return thrown instanceof RangeError ? file.damaged(thrown.message) : thrown
}

/** By its bytes, whatever its name is. */
function tagsOf(file: TagBytes): { container: TagContainer; tagged: TaggedFile } {
  const found = sniff((at, length) => file.read(at, length))
  if (found === null) {
    const why = 'is no audio that Earshot knows, whatever its name says'
    throw new EarshotError('unreadable-file', `${file.name} ${why}.`)
  }
  if (found.format === null)
    throw file.refused('what stands behind its ID3 tag is of no kind that Earshot knows')
  if (!isWritable(found.format)) {
    throw file.refused(`it is ${formats[found.format].name}, whose tags Earshot does not write`)
  }
  const open: Opener = openers[formats[found.format].tagWriter]
  return { container: found.format, tagged: open(file, found.offset) }
}

function isWritable(format: FormatId): format is TagContainer {
  return formats[format].tagWriter !== null
}
