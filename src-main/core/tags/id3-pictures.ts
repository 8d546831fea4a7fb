import { makeFrame, type Id3Frame, type Id3Tag } from './id3-tag.ts'
import { decodeTexts, encodeTerminated, encodingFor, splitText } from './id3-text.ts'
import { readingOf, usualCharset } from './legacy-text.ts'
import { distinctPictures, kindOf, numberOf, withPictures, type Picture } from './pictures.ts'

/** Pictures in ID3v2: APIC, and PIC in 2.2, where three letters say the kind of file. */

const plainly = readingOf([], usualCharset)
const letters: Record<string, string> = {
  JPG: 'image/jpeg',
  PNG: 'image/png',
  BMP: 'image/bmp',
  GIF: 'image/gif'
}

/** Null for every other frame, and for a picture that is only named and lies elsewhere. */
export function framePicture({ id, body }: Id3Frame): Picture | null {
  const old = /^PIC[ \0]?$/.test(id)
  if ((id !== 'APIC' && !old) || body === null || body.length < 2 || body[0]! > 3) return null
  const encoding = body[0]!
  // "PIC" with a name of three letters, in a tag of 2.3 too where some programs left it.
  const [type, behind] = old ? [body.subarray(1, 4), body.subarray(4)] : splitText(body.subarray(1), 0)
  const said = type.toString('latin1')
  const mime = old ? (letters[said.toUpperCase()] ?? said) : said
  if (mime === '-->' || behind.length < 2) return null
  const [description, bytes] = splitText(behind.subarray(1), encoding)
  if (bytes.length === 0) return null
  return {
    kind: kindOf(behind[0]!),
    mime,
    description: decodeTexts(description, encoding, plainly)[0] ?? '',
    bytes
  }
}

export const id3Pictures = (frames: readonly Id3Frame[]): Picture[] =>
  distinctPictures(frames.flatMap(frame => framePicture(frame) ?? []))

/** `wanted`: those it shall have; all stay as they are where it is left out. */
export function changeId3Pictures(tag: Id3Tag, wanted: readonly Picture[] | undefined): Id3Tag {
  if (wanted === undefined) return tag
  const used = new Set<string>()
  const make = (picture: Picture): Id3Frame => makePictureFrame(picture, tag.version, used)
  return { ...tag, frames: withPictures(tag.frames, wanted, framePicture, make) }
}

function makePictureFrame(picture: Picture, version: 2 | 3 | 4, used: Set<string>): Id3Frame {
  const description = freeDescription(picture, used)
  const encoding = encodingFor([description], version)
  const old = version === 2
  const type = old ? lettersOf(picture.mime) : Buffer.from(`${picture.mime}\0`, 'latin1')
  const head = [Buffer.of(encoding), type, Buffer.of(numberOf(picture.kind))]
  const body = Buffer.concat([...head, encodeTerminated(description, encoding), picture.bytes])
  return makeFrame(old ? 'PIC' : 'APIC', body, version)
}

/** Two pictures of one kind must not have one description: readers would take the second for the first. */
function freeDescription({ kind, description }: Picture, used: Set<string>): string {
  for (let i = 1; ; i++) {
    const free = i === 1 ? description : `${description} ${i}`.trim()
    if (used.has(`${kind} ${free}`)) continue
    used.add(`${kind} ${free}`)
    return free
  }
}

const lettersOf = (mime: string): Buffer =>
  Buffer.from(Object.keys(letters).find(name => letters[name] === mime) ?? 'JPG', 'latin1')
