import { disableTypes, imageSize, types } from 'image-size'
import { EarshotError } from '#contract/errors.ts'

/** What a picture's own bytes say, whatever its file or its tag calls it. */
export interface PictureFacts {
  mime: PictureMime
  width: number
  height: number
}

const mimes = {
  jpg: 'image/jpeg',
  png: 'image/png',
  webp: 'image/webp',
  gif: 'image/gif',
  bmp: 'image/bmp'
} as const
export type PictureMime = (typeof mimes)[keyof typeof mimes]

// Its many other readers are not run on strange bytes.
disableTypes(types.filter(type => !(type in mimes)))

/** Larger ones are no covers: whoever opens a bomb of a few kilobytes needs gigabytes. */
const mostPixels = 100_000_000
const longestSide = 16_384
/** A whole album carries it in every file. */
export const mostPictureBytes = 16 * 1024 * 1024

/** Null where the bytes are no picture that is known. */
export function pictureFacts(bytes: Uint8Array): PictureFacts | null {
  try {
    const { type, width, height } = imageSize(bytes)
    const mime = mimes[type as keyof typeof mimes] as PictureMime | undefined
    return mime === undefined || !(width > 0 && height > 0) ? null : { mime, width, height }
  } catch {
    return null
  }
}

/** Throws bad-request for what is no picture that belongs into a file. */
export function requirePicture(bytes: Uint8Array): PictureFacts {
  if (bytes.length > mostPictureBytes) {
    throw new EarshotError('bad-request', 'The picture has more than 16 MB; make it smaller first.')
  }
  const facts = pictureFacts(bytes)
  if (facts === null) {
    throw new EarshotError('bad-request', 'This is no picture: JPEG, PNG, WebP, GIF and BMP are.')
  }
  const { width, height } = facts
  if (Math.max(width, height) > longestSide || width * height > mostPixels) {
    const size = `${width} × ${height}`
    throw new EarshotError(
      'bad-request',
      `The picture says it has ${size} points, more than any cover needs.`
    )
  }
  return facts
}
