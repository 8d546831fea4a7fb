import { pictureMark, type TaggedFile } from './fields.ts'
import { parsePictureBlock } from './flac-picture.ts'
import { distinctPictures, withPictures, type Picture } from './pictures.ts'
import type { TagBytes } from './tag-bytes.ts'
import {
  changeComments,
  commentTexts,
  otherComments,
  parseComments,
  renderComments,
  type VorbisComments
} from './vorbis-comments.ts'
import { blockOf, changeEntryPictures, entryPicture } from './vorbis-pictures.ts'

interface Block {
  type: number
  /** Of its four bytes of header. */
  at: number
  length: number
}

const padding = 1
const comment = 4
const picture = 6
const longestBlock = 0xffffff
const freshPadding = 4096

/** Metadata blocks, then frames. `offset` is where "fLaC" stands: some programs put an ID3 tag before it. */
export function openFlac(file: TagBytes, offset: number): TaggedFile {
  const blocks = readBlocks(file, offset)
  const end = blocks.at(-1)!.at + 4 + blocks.at(-1)!.length
  const block = blocks.find(({ type }) => type === comment)
  const comments = block === undefined ? none() : parseComments(body(file, block))
  if (comments === null) throw file.damaged('its Vorbis comments break off')
  return {
    tags: block === undefined ? [] : ['Vorbis comments'],
    texts: commentTexts(comments.entries, file.charset),
    tagBytes: end - offset,
    *others(changed) {
      if (offset > 0) yield ['before', file.read(0, offset)]
      yield* otherComments(comments, changed)
      for (const one of blocks) {
        if (one === block || one.type === padding) continue
        const bytes = body(file, one)
        const mark = partPicture({ type: one.type, body: bytes }) === null ? '' : pictureMark
        yield [`${mark}block ${one.type}`, bytes]
      }
    },
    audio: () => [{ at: end, length: file.size - end }],
    pictures: () =>
      distinctPictures([
        ...partsOf(file, blocks).flatMap(part => partPicture(part) ?? []),
        ...comments.entries.flatMap(entry => entryPicture(entry) ?? [])
      ]),
    write: (changes, pictures) => {
      const said = changeComments(comments, changes, file.charset)
      // Pictures in comments become blocks, as everybody looks for them there.
      const entries = pictures === undefined ? said.entries : changeEntryPictures(said.entries, [])
      const parts = withComments(partsOf(file, blocks), { ...said, entries })
      const fresh = pictures === undefined ? parts : withPictures(parts, pictures, partPicture, pictureBlock)
      if (fresh.some(part => part.body.length > longestBlock)) {
        throw file.refused('its comments or a picture would be longer than FLAC allows')
      }
      file.splice(offset + 4, end - offset - 4, layOut(fresh, end - offset - 4))
    }
  }
}

function none(): VorbisComments {
  return { vendor: Buffer.from('Earshot'), entries: [], rest: Buffer.alloc(0) }
}

function readBlocks(file: TagBytes, offset: number): Block[] {
  const blocks: Block[] = []
  for (let at = offset + 4, last = false; !last;) {
    const head = file.exactly(at, 4)
    const length = head.readUIntBE(1, 3)
    last = (head[0]! & 0x80) !== 0
    if ((head[0]! & 0x7f) === 127 || at + 4 + length > file.size)
      throw file.damaged('a FLAC block is cut off')
    blocks.push({ type: head[0]! & 0x7f, at, length })
    at += 4 + length
  }
  if (blocks[0]!.type !== 0) throw file.damaged('its FLAC stream begins without its facts')
  return blocks
}

function body(file: TagBytes, { at, length }: Block): Buffer {
  return file.exactly(at + 4, length)
}

/** A block without its head. */
interface Part {
  type: number
  body: Buffer
}

/** All but the padding. */
function partsOf(file: TagBytes, blocks: readonly Block[]): Part[] {
  return blocks
    .filter(({ type }) => type !== padding)
    .map(block => ({ type: block.type, body: body(file, block) }))
}

const partPicture = ({ type, body }: Part): Picture | null =>
  type === picture ? parsePictureBlock(body) : null

const pictureBlock = (made: Picture): Part => ({ type: picture, body: blockOf(made) })

/** In the place of the old comments, or behind the facts of the stream; a file without any gets none that say nothing. */
function withComments(parts: readonly Part[], comments: VorbisComments): Part[] {
  const fresh: Part = { type: comment, body: renderComments(comments) }
  const place = parts.findIndex(({ type }) => type === comment)
  if (place >= 0) return parts.with(place, fresh)
  return comments.entries.length === 0 ? [...parts] : parts.toSpliced(1, 0, fresh)
}

/** The blocks with their heads; padding at the end takes up the difference where it can. */
function layOut(parts: readonly Part[], before: number): Buffer {
  const used = parts.reduce((sum, { body }) => sum + 4 + body.length, 0)
  const room = before - used
  const fits = room >= 4 && room - 4 <= longestBlock
  const pad = room === 0 ? [] : [{ type: padding, body: Buffer.alloc(fits ? room - 4 : freshPadding) }]
  const all = [...parts, ...pad]
  return Buffer.concat(
    all.flatMap(({ type, body }, i) => {
      const head = Buffer.alloc(4)
      head[0] = type | (i === all.length - 1 ? 0x80 : 0)
      head.writeUIntBE(body.length, 1, 3)
      return [head, body]
    })
  )
}
