import { id3Length } from '../formats/id3.ts'
import { fillFrom, type TaggedFile } from './fields.ts'
import { changeId3, id3Texts, otherFrames } from './id3-fields.ts'
import { changeId3Pictures, id3Pictures } from './id3-pictures.ts'
import { parseId3, renderId3, type Id3Tag } from './id3-tag.ts'
import { changeInfo, infoTexts, otherInfo, parseInfo } from './riff-info.ts'
import { longestTag, tried, type TagBytes } from './tag-bytes.ts'

/** What tells WAV from AIFF: both are one large chunk full of chunks, each of even length. */
const kinds = {
  wav: { sound: 'data', tag: 'id3 ', little: true },
  rf64: { sound: 'data', tag: 'id3 ', little: true },
  aiff: { sound: 'SSND', tag: 'ID3 ', little: false }
} as const

type Kind = (typeof kinds)[keyof typeof kinds]

interface Chunk {
  id: string
  /** Of its eight bytes of header. */
  at: number
  length: number
}

/** WAV and AIFF with ID3v2 in a chunk of its own. The few fields that WAV's LIST INFO has are kept in step with it. */
export function openChunks(name: keyof typeof kinds): (file: TagBytes, offset: number) => TaggedFile {
  return (file, offset) => {
    const kind = kinds[name]
    if (offset > 0) throw file.refused('something stands before its beginning')
    const { chunks, whole } = readChunks(file, kind)
    const id3 = chunks.find(({ id }) => id.toUpperCase() === 'ID3 ')
    const info = kind.little ? chunks.find(chunk => isInfo(file, chunk)) : undefined
    const tag = file.lenient ? (tried(() => readTag(file, id3)) ?? noTag) : readTag(file, id3)
    const items = info === undefined ? null : parseInfo(body(file, info))
    if (info !== undefined && items === null && !file.lenient)
      throw file.damaged('its LIST of facts breaks off')
    const texts = id3Texts(tag.frames, file.charset)
    return {
      tags: [...(tag.length === 0 ? [] : [`ID3v2.${tag.version}`]), ...(items === null ? [] : ['RIFF INFO'])],
      texts: fillFrom(texts, items === null ? null : infoTexts(items, file.charset)),
      tagBytes: tag.length + (info?.length ?? 0),
      *others(changed) {
        yield* otherFrames(tag.frames, changed)
        if (items !== null) yield* otherInfo(items)
        for (const chunk of chunks) {
          if (chunk.id !== kind.sound && chunk !== id3 && chunk !== info) yield [chunk.id, body(file, chunk)]
        }
      },
      audio: () =>
        chunks.filter(({ id }) => id === kind.sound).map(({ at, length }) => ({ at: at + 8, length })),
      pictures: () => id3Pictures(tag.frames),
      write: (changes, pictures) => {
        if (!whole) throw file.damaged('it is cut off, or its header does not say how long it is')
        const edits = [
          {
            chunk: id3,
            bytes: renderId3(changeId3Pictures(changeId3(tag, changes), pictures)),
            id: kind.tag
          },
          ...(items === null ? [] : [{ chunk: info, bytes: changeInfo(items, changes), id: 'LIST' }])
        ]
        write(file, kind, chunks, edits)
      }
    }
  }
}

const noTag: Id3Tag = { version: 4, frames: [], length: 0 }

function readTag(file: TagBytes, chunk: Chunk | undefined): Id3Tag {
  if (chunk === undefined || chunk.length === 0) return noTag
  const bytes = body(file, chunk)
  const length = id3Length(bytes)
  const tag = length === 0 || length > bytes.length ? null : parseId3(bytes.subarray(0, length))
  if (tag === null) throw file.damaged('its ID3 tag cannot be understood')
  return { ...tag, length: bytes.length }
}

function isInfo(file: TagBytes, { id, at, length }: Chunk): boolean {
  return id === 'LIST' && length >= 4 && file.read(at + 8, 4).toString('latin1') === 'INFO'
}

function body(file: TagBytes, { at, length }: Chunk): Buffer {
  return file.exactly(at + 8, length)
}

/** `whole`: every chunk ends where it says, so that one more can follow. */
function readChunks(file: TagBytes, kind: Kind): { chunks: Chunk[]; whole: boolean } {
  const chunks: Chunk[] = []
  // What was written into a pipe never learnt its length.
  const said = size(file.exactly(0, 12), 4, kind)
  const end = said === 0 ? file.size : Math.min(file.size, 8 + said)
  let at = 12
  let long: number | null = null
  while (at + 8 <= end) {
    const head = file.exactly(at, 8)
    const id = head.toString('latin1', 0, 4)
    const length = id === kind.sound && long !== null ? long : size(head, 4, kind)
    // RF64 says the length of its sound before it, where it has room for it.
    if (id === 'ds64' && length >= 16) long = Number(file.exactly(at + 16, 8).readBigUInt64LE())
    if (at + 8 + length > file.size) {
      const sound = id === kind.sound
      if (!sound && file.lenient) break
      if (!sound) throw file.damaged('one of its chunks is cut off')
      return { chunks: [...chunks, { id, at, length: file.size - at - 8 }], whole: false }
    }
    if (chunks.length > 10_000) throw file.damaged('it has no end of chunks')
    if (length > longestTag && id !== kind.sound) throw file.damaged('one of its chunks is far too long')
    chunks.push({ id, at, length })
    at += 8 + length + (length & 1)
  }
  if (!chunks.some(({ id }) => id === kind.sound)) throw file.damaged('it holds no sound')
  return { chunks, whole: said !== 0 }
}

function size(bytes: Buffer, at: number, kind: Kind): number {
  return kind.little ? bytes.readUInt32LE(at) : bytes.readUInt32BE(at)
}

interface Edit {
  chunk: Chunk | undefined
  bytes: Buffer
  id: string
}

/** From the last chunk to the first, so that no place moves before its turn; then the size of the whole. */
function write(file: TagBytes, kind: Kind, chunks: Chunk[], edits: Edit[]): void {
  const last = chunks.at(-1)!
  const end = last.at + 8 + last.length
  // A last chunk of odd length may lack the byte that fills it up.
  if ((last.length & 1) !== 0 && end === file.size) file.write(end, Buffer.alloc(1))
  const behind = end + (last.length & 1)
  const before = size(file.exactly(0, 8), 4, kind)
  let total = behind - 8
  const place = ({ chunk }: Edit): number => chunk?.at ?? behind
  for (const edit of edits.sort((a, b) => place(b) - place(a))) {
    const old = edit.chunk === undefined ? 0 : 8 + edit.chunk.length + (edit.chunk.length & 1)
    const id = edit.chunk?.id ?? edit.id
    const bytes = edit.bytes.length === 0 ? edit.bytes : wrap(id, edit.bytes, kind)
    file.splice(place(edit), old, bytes)
    total += bytes.length - old
  }
  if (total > 0xffffffff) throw file.refused('it would be longer than its format allows')
  if (total === before) return
  file.write(4, sizeBytes(total, kind))
}

function wrap(id: string, bytes: Buffer, kind: Kind): Buffer {
  const head = Buffer.concat([Buffer.from(id, 'latin1'), sizeBytes(bytes.length, kind)])
  return Buffer.concat([head, bytes, Buffer.alloc(bytes.length & 1)])
}

function sizeBytes(value: number, kind: Kind): Buffer {
  const bytes = Buffer.alloc(4)
  if (kind.little) bytes.writeUInt32LE(value)
  else bytes.writeUInt32BE(value)
  return bytes
}
