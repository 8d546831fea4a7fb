import { readFileSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Cover, TrackCovers } from '#contract/covers.ts'
import { EarshotError, toFailure } from '#contract/errors.ts'
import { fileError } from '../files/errors.ts'
import { pathForDisplay, pathForFs } from '../files/paths.ts'
import { mostPictureBytes, requirePicture } from '../pictures/facts.ts'
import { readPictures } from '../tags/index.ts'
import { hashOf } from '../tags/pictures.ts'
import { folderPictures } from './find-cover.ts'
import type { PictureStore } from './picture-store.ts'
import { coverOf } from './pictures-of.ts'

/** What is asked about pictures one by one. All of it blocks: for a worker. */

/** A file that cannot be read says why. */
export function coversOf({ id, path }: { id: number; path: string }): TrackCovers {
  const beside = folderPictures(dirname(path))
  try {
    return { id, covers: readPictures(path).map(coverOf), beside, failure: null }
  } catch (thrown) {
    return { id, covers: [], beside, failure: toFailure(thrown) }
  }
}

/** Throws not-found where neither the file nor the store has it. */
export function pictureOf(path: string | null, hash: string, store: PictureStore): Uint8Array {
  const own = path === null ? [] : readPictures(path)
  return own.find(({ bytes }) => hashOf(bytes) === hash)?.bytes ?? store.get(hash)
}

/** Throws bad-request for what is no picture that belongs into a file, and what reading a file throws. */
export function keepPicture(asked: { bytes: Uint8Array } | { path: string }, store: PictureStore): Cover {
  const bytes = 'bytes' in asked ? Buffer.from(asked.bytes) : fileBytes(asked.path)
  requirePicture(bytes)
  store.keep(bytes)
  return coverOf({ kind: 'front', bytes })
}

function fileBytes(path: string): Buffer {
  try {
    const stat = statSync(pathForFs(path))
    if (!stat.isFile()) throw new EarshotError('bad-request', `${pathForDisplay(path)} is no file.`)
    // A byte more than is allowed tells the rest.
    if (stat.size > mostPictureBytes) requirePicture(Buffer.alloc(mostPictureBytes + 1))
    return readFileSync(pathForFs(path))
  } catch (thrown) {
    throw fileError(thrown, { doing: 'read', what: 'file', name: pathForDisplay(path) })
  }
}
