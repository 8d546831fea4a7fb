import { pictureFacts } from '../pictures/facts.ts'
import { makePictureBlock, parsePictureBlock } from './flac-picture.ts'
import { withPictures, type Picture } from './pictures.ts'

/**
 * Pictures in Vorbis comments: METADATA_BLOCK_PICTURE, a picture block of FLAC in base64, and COVERART, the bare picture
 * in base64, which old programs wrote. New ones are of the first kind.
 */

const block = /^METADATA_BLOCK_PICTURE=/i
const bare = /^COVERART=/i
/** Says of the old kind what it is; it goes with it. */
const bareType = /^COVERARTMIME=/i

const begins = (entry: Buffer): string => entry.toString('latin1', 0, 32)
const base64 = (entry: Buffer): Buffer =>
  Buffer.from(entry.toString('latin1', entry.indexOf('=') + 1), 'base64')

/** Null for every other entry. */
export function entryPicture(entry: Buffer): Picture | null {
  const name = begins(entry)
  if (block.test(name)) return parsePictureBlock(base64(entry))
  if (!bare.test(name)) return null
  const bytes = base64(entry)
  const facts = pictureFacts(bytes)
  return facts === null ? null : { kind: 'front', mime: facts.mime, description: '', bytes }
}

/** What goes with pictures and holds none. */
export const isPictureName = (entry: Buffer): boolean => bareType.test(begins(entry))

export function changeEntryPictures(entries: readonly Buffer[], wanted: readonly Picture[]): Buffer[] {
  const fresh = withPictures(entries, wanted, entryPicture, makeEntry)
  return fresh.some(entry => bare.test(begins(entry))) ? fresh : fresh.filter(entry => !isPictureName(entry))
}

const makeEntry = (picture: Picture): Buffer =>
  Buffer.from(`METADATA_BLOCK_PICTURE=${blockOf(picture).toString('base64')}`, 'latin1')

/** As a block of its own in FLAC. */
export function blockOf(picture: Picture): Buffer {
  const { width, height } = pictureFacts(picture.bytes) ?? { width: 0, height: 0 }
  return makePictureBlock(picture, { width, height, depth: width === 0 ? 0 : 24 })
}
