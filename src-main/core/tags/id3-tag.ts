import { synchsafe } from '../formats/id3.ts'

/** ID3v2 tags (2.2, 2.3, 2.4) as lists of frames. Frames nobody asks about keep every byte. */

export interface Id3Frame {
  id: string
  /** The frame as it is in the file, header included, unsynchronisation undone. */
  raw: Buffer
  /** What the frame says; null where it is compressed, encrypted or too short to say. */
  body: Buffer | null
}

export interface Id3Tag {
  version: 2 | 3 | 4
  frames: Id3Frame[]
  /** Bytes in the file, header, padding and footer included; 0 for a tag that is not there yet. */
  length: number
}

const headLength = 10

/**
 * Null where the tag is of a version nobody knows, or damaged: such a tag is not to be written over. `lenient`: the
 * whole frames before the damage, for showing them.
 */
export function parseId3(bytes: Buffer, lenient = false): Id3Tag | null {
  const version = bytes[3]
  if (version !== 2 && version !== 3 && version !== 4) return null
  const flags = bytes[5]!
  if (version === 2 && (flags & 0x40) !== 0) return null
  let content = bytes.subarray(headLength, headLength + synchsafe(bytes, 6))
  const scrambled = (flags & 0x80) !== 0
  if (scrambled && version < 4) content = resynchronise(content)
  let at = 0
  if (version > 2 && (flags & 0x40) !== 0) {
    if (content.length < 4) return null
    at = version === 3 ? content.readUInt32BE(0) + 4 : synchsafe(content, 0)
    if (at > content.length || at < 4) return null
  }
  const frames = readFrames(content.subarray(at), version, scrambled, lenient)
  return frames === null ? null : { version, frames, length: bytes.length }
}

function readFrames(
  content: Buffer,
  version: 2 | 3 | 4,
  scrambled: boolean,
  lenient: boolean
): Id3Frame[] | null {
  const whole = wholeFrames(content, version, scrambled)
  if (whole !== null || !lenient) return whole
  const frames: Id3Frame[] = []
  walk(content, version, scrambled, false, frames)
  return frames
}

function wholeFrames(content: Buffer, version: 2 | 3 | 4, scrambled: boolean): Id3Frame[] | null {
  if (version < 4) return walk(content, version, scrambled, false)
  // iTunes wrote plain sizes into 2.4 for years: what comes out even is right.
  return walk(content, version, scrambled, false) ?? walk(content, version, scrambled, true)
}

/** `frames` holds what was whole also where the answer is null. */
function walk(
  content: Buffer,
  version: 2 | 3 | 4,
  scrambled: boolean,
  plain: boolean,
  frames: Id3Frame[] = []
): Id3Frame[] | null {
  const head = version === 2 ? 6 : 10
  let at = 0
  while (at + head <= content.length && content[at] !== 0) {
    const id = content.toString('latin1', at, at + (version === 2 ? 3 : 4))
    // Some old programs end a three-letter name with a space or a NUL.
    if (!/^[A-Z0-9]{3}[A-Z0-9 \0]?$/.test(id)) return null
    const size = frameSize(content, at, version, plain)
    if (size === null || at + head + size > content.length) return null
    frames.push(frame(id, content.subarray(at, at + head + size), version, scrambled))
    at += head + size
  }
  // Anything but zeros behind the frames is something unknown, or a sign that they were read wrongly.
  return content.subarray(at).every(byte => byte === 0) ? frames : null
}

function frameSize(content: Buffer, at: number, version: 2 | 3 | 4, plain: boolean): number | null {
  if (version === 2) return content.readUIntBE(at + 3, 3)
  if (version === 3 || plain) return content.readUInt32BE(at + 4)
  return (content.readUInt32BE(at + 4) & 0x80808080) === 0 ? synchsafe(content, at + 4) : null
}

function frame(id: string, bytes: Buffer, version: 2 | 3 | 4, scrambled: boolean): Id3Frame {
  if (version === 2) return { id, raw: bytes, body: bytes.subarray(6) }
  const format = bytes[9]!
  if (version === 3) {
    const opaque = (format & 0xc0) !== 0
    return { id, raw: bytes, body: opaque ? null : bytes.subarray(10 + ((format & 0x20) === 0 ? 0 : 1)) }
  }
  const unsynchronised = scrambled || (format & 0x02) !== 0
  const data = unsynchronised ? resynchronise(bytes.subarray(10)) : bytes.subarray(10)
  const raw = Buffer.concat([bytes.subarray(0, 10), data])
  raw[9] = format & ~0x02
  writeSynchsafe(raw, 4, data.length)
  const skipped = ((format & 0x40) === 0 ? 0 : 1) + ((format & 0x01) === 0 ? 0 : 4)
  return { id, raw, body: (format & 0x0c) === 0 ? raw.subarray(10 + skipped) : null }
}

/** A frame of a tag of this version. */
export function makeFrame(id: string, body: Buffer, version: 2 | 3 | 4): Id3Frame {
  const head = Buffer.alloc(version === 2 ? 6 : 10)
  head.write(id, 'latin1')
  if (version === 2) head.writeUIntBE(body.length, 3, 3)
  else if (version === 3) head.writeUInt32BE(body.length, 4)
  else writeSynchsafe(head, 4, body.length)
  return { id, raw: Buffer.concat([head, body]), body }
}

/** Room for later changes in a tag that had to grow. */
const padding = 1024

/**
 * The tag's bytes: as long as it was where its frames fit in, else with fresh padding. No frames, no tag: what
 * Earshot added to a file without one goes without a trace.
 */
export function renderId3(tag: Id3Tag): Buffer {
  if (tag.frames.length === 0) return Buffer.alloc(0)
  const used = headLength + tag.frames.reduce((sum, { raw }) => sum + raw.length, 0)
  const length = used <= tag.length ? tag.length : used + padding
  const head = Buffer.alloc(headLength)
  head.write('ID3', 'latin1')
  head[3] = tag.version
  writeSynchsafe(head, 6, length - headLength)
  return Buffer.concat([head, ...tag.frames.map(({ raw }) => raw), Buffer.alloc(length - used)], length)
}

function resynchronise(bytes: Buffer): Buffer {
  const out = Buffer.allocUnsafe(bytes.length)
  let length = 0
  for (let at = 0; at < bytes.length; at++) {
    out[length++] = bytes[at]!
    if (bytes[at] === 0xff && bytes[at + 1] === 0) at++
  }
  return out.subarray(0, length)
}

function writeSynchsafe(bytes: Buffer, at: number, value: number): void {
  for (let i = 0; i < 4; i++) bytes[at + i] = (value >> (21 - 7 * i)) & 0x7f
}
