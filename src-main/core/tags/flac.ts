import type { TaggedFile } from './fields.ts'
import type { TagBytes } from './tag-bytes.ts'
import {
  changeComments,
  commentTexts,
  otherComments,
  parseComments,
  renderComments,
  type VorbisComments
} from './vorbis-comments.ts'

interface Block {
  type: number
  /** Of its four bytes of header. */
  at: number
  length: number
}

const padding = 1
const comment = 4
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
    *others() {
      if (offset > 0) yield ['before', file.read(0, offset)]
      yield* otherComments(comments)
      for (const one of blocks) {
        if (one !== block && one.type !== padding) yield [`block ${one.type}`, body(file, one)]
      }
    },
    audio: () => [{ at: end, length: file.size - end }],
    write: changes => {
      const fresh = renderComments(changeComments(comments, changes, file.charset))
      if (fresh.length > longestBlock) throw file.refused('its comments would be longer than FLAC allows')
      file.splice(offset + 4, end - offset - 4, layOut(file, blocks, block, fresh))
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

/** All blocks in their order with the comments' new bytes; padding at the end takes up the difference where it can. */
function layOut(file: TagBytes, blocks: Block[], block: Block | undefined, fresh: Buffer): Buffer {
  const before = blocks.reduce((sum, { length }) => sum + 4 + length, 0)
  const parts: [number, Buffer][] = []
  for (const one of blocks) {
    if (one === block) parts.push([comment, fresh])
    else if (one.type !== padding) parts.push([one.type, body(file, one)])
    if (block === undefined && one === blocks[0]) parts.push([comment, fresh])
  }
  const used = parts.reduce((sum, [, bytes]) => sum + 4 + bytes.length, 0)
  const room = before - used
  if (room >= 4 && room - 4 <= longestBlock) parts.push([padding, Buffer.alloc(room - 4)])
  else if (room !== 0) parts.push([padding, Buffer.alloc(freshPadding)])
  return Buffer.concat(
    parts.flatMap(([type, bytes], i) => {
      const head = Buffer.alloc(4)
      head[0] = type | (i === parts.length - 1 ? 0x80 : 0)
      head.writeUIntBE(bytes.length, 1, 3)
      return [head, bytes]
    })
  )
}
