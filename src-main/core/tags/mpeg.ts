import { id3Length } from '../formats/id3.ts'
import { apeTexts, changeApe, otherApeItems, readApe, type ApeTag } from './ape-tag.ts'
import { fillFrom, namesOnly, type FieldChanges, type TaggedFile, type TagTexts } from './fields.ts'
import { changeId3, id3Texts, otherFrames } from './id3-fields.ts'
import { parseId3, renderId3, type Id3Tag } from './id3-tag.ts'
import { changeId3v1, id3v1Frames, id3v1Length, id3v1Others, id3v1Texts, readId3v1 } from './id3v1.ts'
import { longestTag, tried, type TagBytes } from './tag-bytes.ts'

/**
 * MPEG audio and bare AAC: ID3v2 before the sound. What older programs left behind it (APEv2, ID3v1) is read where
 * ID3v2 says nothing, and kept in step, but never added. A first ID3v2 says all that ID3v1 says; where APEv2 is the tag
 * of the file it stays so, as many players would not look at it any more beside an ID3v2.
 */
export function openMpeg(file: TagBytes): TaggedFile {
  const old = readId3v1(file)
  const tag = readLeadingId3(file, old)
  const end = file.size - (old === null ? 0 : id3v1Length)
  const ape = file.lenient ? tried(() => readApe(file, end)) : readApe(file, end)
  const start = firstBehindTags(file)
  const oldest = old === null ? null : id3v1Texts(old, file.charset)
  return {
    tags: [
      ...(tag.length === 0 ? [] : [`ID3v2.${tag.version}`]),
      ...(ape === null ? [] : ['APEv2']),
      ...(old === null ? [] : ['ID3v1'])
    ],
    texts: [secondNames(file, tag.length, start), apeOf(ape, file.charset), oldest].reduce(
      fillFrom,
      id3Texts(tag.frames, file.charset)
    ),
    tagBytes: tag.length + (ape?.length ?? 0) + (old?.length ?? 0),
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
      const newest = tag.length > 0 || ape === null
      const how = { onlyPresent: newest, last: old === null }
      if (ape !== null) file.splice(ape.at, ape.length, changeApe(ape, changes, how))
      if (!newest) return
      const first =
        tag.length === 0 && oldest !== null
          ? { genre: oldest.values.genre, comment: oldest.values.comment }
          : {}
      writeLeadingId3(file, tag, { ...first, ...changes })
    }
  }
}

function writeLeadingId3(file: TagBytes, tag: Id3Tag, changes: FieldChanges): void {
  file.splice(0, tag.length, renderId3(changeId3(tag, changes)))
}

/** The tag at the very start; where there is none, one of version 2.4 that says what ID3v1 says. */
function readLeadingId3(file: TagBytes, old: Buffer | null): Id3Tag {
  const length = id3Length(file.read(0, 10))
  if (length === 0) return { version: 4, frames: old === null ? [] : id3v1Frames(old), length: 0 }
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
