import { apeValues, changeApe, otherApeItems, readApe } from './ape-tag.ts'
import { fillFrom, noValues, type FieldChanges, type TaggedFile } from './fields.ts'
import { changeId3, id3Values, otherFrames } from './id3-fields.ts'
import { id3Length, parseId3, renderId3, type Id3Tag } from './id3-tag.ts'
import { changeId3v1, id3v1Length, id3v1Others, id3v1Values, readId3v1 } from './id3v1.ts'
import type { TagBytes } from './tag-bytes.ts'

/**
 * MPEG audio and bare AAC: ID3v2 before the sound. What older programs left behind it (APEv2, ID3v1) is read where
 * ID3v2 says nothing, and kept in step, but never added.
 */
export function openMpeg(file: TagBytes): TaggedFile {
  const tag = readLeadingId3(file)
  const old = readId3v1(file)
  const end = file.size - (old === null ? 0 : id3v1Length)
  const ape = readApe(file, end)
  const start = firstBehindTags(file)
  const lesser = fillFrom(noValues(), ape === null ? {} : apeValues(ape.items))
  return {
    tags: [
      ...(tag.length === 0 ? [] : [`ID3v2.${tag.version}`]),
      ...(ape === null ? [] : ['APEv2']),
      ...(old === null ? [] : ['ID3v1'])
    ],
    values: fillFrom(fillFrom(id3Values(tag.frames), lesser), old === null ? {} : id3v1Values(old)),
    *others() {
      for (const { id, raw } of otherFrames(tag.frames)) yield [id, raw]
      if (start > tag.length) yield ['second ID3v2', file.read(tag.length, start - tag.length)]
      if (ape !== null) yield* otherApeItems(ape.items)
      if (old !== null) yield ['ID3v1', id3v1Others(old)]
    },
    audio: () => [{ at: start, length: Math.max(0, (ape?.at ?? end) - start) }],
    write: changes => {
      // From the end to the start, so that no place moves before its turn.
      if (old !== null) file.write(end, changeId3v1(old, changes))
      if (ape !== null) file.splice(ape.at, ape.length, changeApe(ape, changes, true))
      writeLeadingId3(file, tag, changes)
    }
  }
}

function writeLeadingId3(file: TagBytes, tag: Id3Tag, changes: FieldChanges): void {
  file.splice(0, tag.length, renderId3(changeId3(tag, changes)))
}

/** The tag at the very start; an empty one of version 2.4 where there is none. */
function readLeadingId3(file: TagBytes): Id3Tag {
  const length = id3Length(file.read(0, 10))
  if (length === 0) return { version: 4, frames: [], length: 0 }
  const tag = parseId3(file.exactly(0, length))
  if (tag === null) throw file.damaged('its ID3 tag cannot be understood')
  return tag
}

/** Some programs put one tag before another. */
function firstBehindTags(file: TagBytes): number {
  let at = 0
  for (let length = id3Length(file.read(0, 10)); length > 0; length = id3Length(file.read(at, 10)))
    at += length
  return Math.min(at, file.size)
}
