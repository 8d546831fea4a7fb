import { EarshotError } from '#contract/errors.ts'
import { requirePicture } from './facts.ts'
import { decodePicture, encodePicture, resizePicture } from './codecs.ts'

/**
 * A picture no longer than `longest` points on its longer side: PNG stays PNG, what else is larger becomes JPEG. Gives the
 * very bytes where it is not larger. Throws bad-request for what is no picture, or damaged, or of a kind that is not read.
 */
export async function scalePicture(bytes: Buffer, longest: number): Promise<Buffer> {
  const { mime, width, height } = requirePicture(bytes)
  const share = longest / Math.max(width, height)
  if (share >= 1) return bytes
  // The pool that small buffers come from is not theirs alone.
  const own = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length) as ArrayBuffer
  const points = await decodePicture(own, mime).catch(() => {
    throw new EarshotError('bad-request', 'The picture is damaged and cannot be made smaller.')
  })
  if (points === null) {
    throw new EarshotError('bad-request', `Pictures of this kind (${mime}) are not made smaller.`)
  }
  const whole = (side: number): number => Math.max(1, Math.round(side * share))
  // By what was decoded: a picture that lies on its side is turned up.
  const small = await resizePicture(points, whole(points.width), whole(points.height))
  return Buffer.from(await encodePicture(small, mime === 'image/png' ? mime : 'image/jpeg'))
}
