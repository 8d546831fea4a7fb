import { coverText, parseCover, type Cover } from '#contract/covers.ts'
import { EarshotError } from '#contract/errors.ts'
import { pictureFacts } from '../pictures/facts.ts'
import type { TagContainer } from '../tags/fields.ts'
import { isMp4Picture } from '../tags/mp4-pictures.ts'
import { distinctPictures, hashOf, type Picture } from '../tags/pictures.ts'
import type { PictureStore } from './picture-store.ts'

/** Between the pictures of a file and their texts in plans and journal (`contract/covers.ts`). */

export function coverOf({ kind, bytes }: Pick<Picture, 'kind' | 'bytes'>): Cover {
  const { mime, width, height } = pictureFacts(bytes) ?? { mime: '?', width: 0, height: 0 }
  return { kind, mime, width, height, bytes: bytes.length, hash: hashOf(bytes) }
}

export const textsOfPictures = (pictures: readonly Picture[]): string[] =>
  pictures.map(picture => coverText(coverOf(picture)))

/** How covers will stand in a file of this kind: MP4 does not say what they show. */
export function coversAsWritten(container: TagContainer, texts: readonly string[]): string[] {
  if (container !== 'mp4') return [...new Set(texts)]
  return [...new Set(texts.map(text => text.replace(/^[a-z-]+/, 'front')))]
}

/** Throws bad-request for a new picture of a kind that the file cannot hold. */
export function requireHeld(
  container: TagContainer,
  before: readonly string[],
  after: readonly string[]
): void {
  const had = new Set(before)
  const mimes = after.filter(text => !had.has(text)).map(text => parseCover(text)?.mime ?? '?')
  if (container !== 'mp4' || mimes.every(isMp4Picture)) return
  throw new EarshotError(
    'bad-request',
    'An MP4 file holds JPEG, PNG and BMP; save the picture as one of them first.'
  )
}

/**
 * The pictures that texts mean: those that the file has keep what is said of them, the others are in the store. Throws
 * bad-request for what is no such text, not-found for a picture that is no longer kept.
 */
export function picturesOf(
  texts: readonly string[],
  own: readonly Picture[],
  store: PictureStore
): Picture[] {
  const byHash = new Map(own.map(picture => [hashOf(picture.bytes), picture]))
  const pictures = texts.map(text => {
    const cover = parseCover(text)
    if (cover === null) throw new EarshotError('bad-request', `"${text.slice(0, 100)}" names no picture.`)
    const { kind, mime, hash } = cover
    const had = byHash.get(hash)
    if (had !== undefined) return { ...had, kind }
    return { kind, mime: mime === '?' ? '' : mime, description: '', bytes: store.get(hash) }
  })
  return distinctPictures(pictures)
}

/** Keeps what a file is about to give up for these: an undo by values finds it there. */
export function keepGone(own: readonly Picture[], texts: readonly string[], store: PictureStore): void {
  const staying = new Set(texts.map(text => parseCover(text)?.hash))
  for (const { bytes } of own) if (!staying.has(hashOf(bytes))) store.keep(bytes)
}
