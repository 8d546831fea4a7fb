import { apeTexts, changeApe, newApe, otherApeItems, readApe } from './ape-tag.ts'
import type { TaggedFile } from './fields.ts'
import { id3v1Length, readId3v1 } from './id3v1.ts'
import type { TagBytes } from './tag-bytes.ts'

/** WavPack and Monkey's Audio: APEv2 behind the sound, and sometimes ID3v1 behind that, which stays as it is. */
export function openApe(file: TagBytes, offset: number): TaggedFile {
  if (offset > 0) throw file.refused('something stands before its beginning')
  const old = readId3v1(file)
  const end = file.size - (old === null ? 0 : id3v1Length)
  const found = readApe(file, end)
  const tag = found ?? newApe(end)
  return {
    tags: found === null ? [] : ['APEv2'],
    texts: apeTexts(tag.items, file.charset),
    tagBytes: tag.length,
    *others() {
      yield* otherApeItems(tag.items)
      if (old !== null) yield ['ID3v1', old]
    },
    audio: () => [{ at: 0, length: tag.at }],
    write: changes => {
      file.splice(tag.at, tag.length, changeApe(tag, changes, { onlyPresent: false, last: old === null }))
    }
  }
}
