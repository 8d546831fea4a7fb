import { kindOf, numberOf, type Picture } from './pictures.ts'

/** The picture block of FLAC, which Vorbis comments carry too, in base64. Source: RFC 9639, section 8.8. */

/** Null where the bytes break off, or name a picture elsewhere. */
export function parsePictureBlock(block: Buffer): Picture | null {
  let at = 4
  const next = (): Buffer | null => {
    if (at + 4 > block.length) return null
    const length = block.readUInt32BE(at)
    at += 4 + length
    return at > block.length ? null : block.subarray(at - length, at)
  }
  if (block.length < 4) return null
  const mime = next()
  const description = mime === null ? null : next()
  at += 16 // width, height, depth and colours: the picture itself says them
  const bytes = description === null ? null : next()
  if (bytes === null || bytes.length === 0 || mime!.equals(elsewhere)) return null
  return {
    kind: kindOf(block.readUInt32BE(0)),
    mime: mime!.toString('latin1'),
    description: description!.toString('utf8'),
    bytes
  }
}

const elsewhere = Buffer.from('-->')

export function makePictureBlock(
  { kind, mime, description, bytes }: Picture,
  { width, height, depth }: { width: number; height: number; depth: number }
): Buffer {
  const counted = (part: Buffer): Buffer[] => [number(part.length), part]
  return Buffer.concat([
    number(numberOf(kind)),
    ...counted(Buffer.from(mime, 'latin1')),
    ...counted(Buffer.from(description, 'utf8')),
    ...[width, height, depth, 0].map(number),
    ...counted(bytes)
  ])
}

function number(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(value)
  return bytes
}
