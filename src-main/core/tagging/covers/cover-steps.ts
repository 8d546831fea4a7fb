import { coverText, type Cover } from '#contract/covers.ts'
import type { CoverStep } from '#contract/edits.ts'
import { EarshotError } from '#contract/errors.ts'
import type { PictureKind } from '#contract/pictures.ts'
import { hashOf, type Picture } from '../../tags/pictures.ts'
import type { PictureStore } from '../../covers/picture-store.ts'
import { coverOf } from '../../covers/pictures-of.ts'
import { mostCovers } from './wrong-cover.ts'

/**
 * The covers of a file after some steps, as texts. What is made smaller, and what of it is added, is in the store then.
 * Throws bad-request where one cannot be taken, not-found for a picture that is not kept. Blocks: for workers.
 */
export async function coversAfter(
  steps: readonly CoverStep[],
  own: readonly Picture[],
  store: PictureStore
): Promise<string[]> {
  let covers = own.map(coverOf)
  for (const step of steps) covers = await taken(step, covers, own, store)
  if (covers.length > mostCovers) {
    throw new EarshotError('bad-request', `More than ${mostCovers} pictures do not belong into a file.`)
  }
  return [...new Set(covers.map(coverText))]
}

async function taken(
  step: CoverStep,
  covers: readonly Cover[],
  own: readonly Picture[],
  store: PictureStore
): Promise<Cover[]> {
  const bytesOf = (hash: string): Buffer =>
    own.find(({ bytes }) => hashOf(bytes) === hash)?.bytes ?? store.get(hash)
  switch (step.do) {
    case 'coverAdd':
      return withCover(covers, coverOf({ kind: step.kind, bytes: bytesOf(step.picture) }))
    case 'coverReplace': {
      const cover = coverOf({ kind: step.kind, bytes: bytesOf(step.picture) })
      return withCover(
        covers.filter(({ kind }) => kind !== step.kind),
        cover
      )
    }
    case 'coverRemove':
      return covers.filter(cover => !isMeant(cover, step))
    case 'coverScale':
      return Promise.all(covers.map(cover => scaled(cover, step.longest, bytesOf, store)))
  }
}

/** Most programs show the first picture: a front comes before all that are none. */
function withCover(covers: readonly Cover[], cover: Cover): Cover[] {
  if (cover.kind !== 'front') return [...covers, cover]
  const place = covers.findIndex(({ kind }) => kind !== 'front')
  return place < 0 ? [...covers, cover] : covers.toSpliced(place, 0, cover)
}

function isMeant(
  { kind, hash }: Cover,
  { kinds, pictures }: { kinds?: PictureKind[] | undefined; pictures?: string[] | undefined }
): boolean {
  if (kinds === undefined && pictures === undefined) return true
  return kinds?.includes(kind) === true || pictures?.includes(hash) === true
}

async function scaled(
  cover: Cover,
  longest: number,
  bytesOf: (hash: string) => Buffer,
  store: PictureStore
): Promise<Cover> {
  if (Math.max(cover.width, cover.height) <= longest) return cover
  // Codecs are a megabyte of code, and most threads never need them.
  const { scalePicture } = await import('../../pictures/scale.ts')
  const bytes = await scalePicture(bytesOf(cover.hash), longest)
  store.keep(bytes)
  return coverOf({ kind: cover.kind, bytes })
}
