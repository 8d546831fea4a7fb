import { id3Length } from '../formats/id3.ts'
import { apePictures } from './ape-pictures.ts'
import { apeTexts, changeApe, newApe, otherApeItems, readApe, type ApeTag } from './ape-tag.ts'
import {
  changedFields,
  fieldValues,
  fillFrom,
  namesOnly,
  type FieldChanges,
  type TaggedFile,
  type TagTexts
} from './fields.ts'
import { valuesIn } from './labels.ts'
import { changeId3, id3Texts, otherFrames } from './id3-fields.ts'
import { changeId3Pictures, id3Pictures } from './id3-pictures.ts'
import { parseId3, renderId3, type Id3Tag } from './id3-tag.ts'
import { changeId3v1, id3v1Length, id3v1Others, id3v1Texts, readId3v1 } from './id3v1.ts'
import { distinctPictures, presentPictures, type Picture } from './pictures.ts'
import { longestTag, tried, type TagBytes } from './tag-bytes.ts'

/**
 * MPEG audio and bare AAC: ID3v2 before the sound. What older programs left behind it (APEv2, ID3v1) is read where
 * ID3v2 says nothing, and kept in step, but never added. A first ID3v2 says all that ID3v1 says; where APEv2 is the tag
 * of the file it stays so, as many players would not look at it any more beside an ID3v2.
 */
export const openMpeg = (file: TagBytes): TaggedFile => openAround(file, 'id3')

/**
 * WavPack and Monkey's Audio: APEv2 behind the sound, and sometimes ID3v1 behind that. Some programs put an ID3v2 before
 * it, which is kept in step, and is the file's tag where it is the only one.
 */
export function openApe(file: TagBytes, offset: number): TaggedFile {
  if (offset !== firstBehindTags(file)) throw file.refused('something stands before its beginning')
  return openAround(file, 'ape')
}

function openAround(file: TagBytes, usual: 'id3' | 'ape'): TaggedFile {
  const old = readId3v1(file)
  const tag = readLeadingId3(file)
  const end = file.size - (old === null ? 0 : id3v1Length)
  const ape = file.lenient ? tried(() => readApe(file, end)) : readApe(file, end)
  const start = firstBehindTags(file)
  const newest = id3Texts(tag.frames, file.charset)
  const oldest = old === null ? null : id3v1Texts(old, file.charset)
  const has = { id3: tag.length > 0, ape: ape !== null }
  const main = has[usual] || has.id3 === has.ape ? usual : has.id3 ? 'id3' : 'ape'
  return {
    tags: [
      ...(tag.length === 0 ? [] : [`ID3v2.${tag.version}`]),
      ...(ape === null ? [] : ['APEv2']),
      ...(old === null ? [] : ['ID3v1'])
    ],
    texts: [secondNames(file, tag.length, start), apeOf(ape, file.charset), oldest].reduce(fillFrom, newest),
    tagBytes: tag.length + (ape?.length ?? 0) + (old?.length ?? 0),
    *others(changed) {
      yield* otherFrames(tag.frames, changed)
      if (start > tag.length) yield ['second ID3v2', file.read(tag.length, start - tag.length)]
      if (ape !== null) yield* otherApeItems(ape.items, changed)
      if (old !== null) yield ['ID3v1', id3v1Others(old)]
    },
    audio: () => [{ at: start, length: Math.max(0, (ape?.at ?? end) - start) }],
    pictures: () => {
      const both = [id3Pictures(tag.frames), apePictures(ape?.items ?? [])]
      return distinctPictures((main === 'id3' ? both : both.reverse()).flat())
    },
    write: (changes, wanted) => {
      // A tag that is new hides what is older: it says all of that, too.
      const all = has[main] || oldest === null ? changes : { ...fieldValues(oldest), ...changes }
      // From the end to the start, so that no place moves before its turn.
      if (old !== null) file.write(end, changeId3v1(old, changes, file.charset))
      if (ape !== null || main === 'ape') {
        const { at, length } = ape ?? { at: end, length: 0 }
        const how = { onlyPresent: main !== 'ape', last: old === null, pictures: wanted }
        file.splice(at, length, changeApe(ape ?? newApe(end), main === 'ape' ? all : changes, how))
      }
      if (main === 'id3') writeLeadingId3(file, tag, all, wanted)
      else if (has.id3) {
        const shared = wanted === undefined ? undefined : presentPictures(id3Pictures(tag.frames), wanted)
        writeLeadingId3(file, tag, presentIn(newest, changes), shared)
      }
    }
  }
}

/** Of the changes those of fields that a tag has. */
function presentIn(texts: TagTexts, changes: FieldChanges): FieldChanges {
  return Object.fromEntries(changedFields(changes).filter(([field]) => valuesIn(texts, field).length > 0))
}

function writeLeadingId3(
  file: TagBytes,
  tag: Id3Tag,
  changes: FieldChanges,
  pictures: readonly Picture[] | undefined
): void {
  file.splice(0, tag.length, renderId3(changeId3Pictures(changeId3(tag, changes), pictures)))
}

/** The tag at the very start; where there is none, an empty one of version 2.4. */
function readLeadingId3(file: TagBytes): Id3Tag {
  const length = id3Length(file.read(0, 10))
  if (length === 0) return { version: 4, frames: [], length: 0 }
  const bytes = file.lenient ? file.read(0, length) : file.exactly(0, length)
  const tag = parseId3(bytes, file.lenient)
  if (tag === null) throw file.damaged('its ID3 tag cannot be understood')
  return tag
}

function apeOf(ape: ApeTag | null, charset: string): TagTexts | null {
  return ape === null ? null : apeTexts(ape.items, charset)
}

/** What a second ID3v2 calls the track. Its other fields are not kept in step with the first, so they do not count. */
function secondNames(file: TagBytes, at: number, end: number): TagTexts | null {
  if (at === 0 || end - at < 10 || end - at > longestTag) return null
  const bytes = file.read(at, end - at)
  const tag = parseId3(bytes.subarray(0, id3Length(bytes)), true)
  return tag === null ? null : namesOnly(id3Texts(tag.frames, file.charset))
}

/** Some programs put one tag before another. */
function firstBehindTags(file: TagBytes): number {
  let at = 0
  for (let length = id3Length(file.read(0, 10)); length > 0; length = id3Length(file.read(at, 10)))
    at += length
  return Math.min(at, file.size)
}
