import { readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, extname, join } from 'node:path'
import { EarshotError } from '#contract/errors.ts'
import { pathForFs } from '../files/paths.ts'
import { mostPictureBytes, pictureFacts } from '../pictures/facts.ts'
import { readPictures } from '../tags/index.ts'

/** Names of pictures in a folder that show its album, the usual one first. */
const names = ['cover', 'folder', 'front', 'albumart', 'album']
const endings = ['.jpg', '.jpeg', '.png', '.webp']

/**
 * The picture that shows a track: the front of its own, its first one, or the one that lies in its folder. Null where there
 * is none that is a picture. Blocks: for workers.
 */
export async function findCover(path: string): Promise<Buffer | null> {
  const own = await ownCover(path)
  if (own !== null) return own
  const name = folderPictures(dirname(path))[0]
  return name === undefined ? null : pictureAt(join(dirname(path), name))
}

async function ownCover(path: string): Promise<Buffer | null> {
  try {
    const pictures = readPictures(path)
    const best = pictures.find(({ kind }) => kind === 'front') ?? pictures[0]
    return best !== undefined && pictureFacts(best.bytes) !== null ? best.bytes : null
  } catch (thrown) {
    if (thrown instanceof EarshotError && thrown.code === 'tags-unwritable') return elsewhere(path)
    return null // a damaged file is told of elsewhere
  }
}

/** Of kinds whose tags ours does not read. */
async function elsewhere(path: string): Promise<Buffer | null> {
  const name = pathForFs(path)
  if (typeof name !== 'string') return null // that reader wants a name that is text
  // Not with the program: most of its commands read no file.
  const { parseFile } = await import('music-metadata')
  const parsed = await parseFile(name, { duration: false }).catch(() => null)
  const data = parsed?.common.picture?.[0]?.data
  return data === undefined || pictureFacts(data) === null ? null : Buffer.from(data)
}

/** Pictures of a folder that show its album, by name, the usual first; none where it cannot be read. */
export function folderPictures(folder: string): string[] {
  const rank = (name: string): number => {
    const ending = extname(name).toLowerCase()
    if (!endings.includes(ending)) return -1
    return names.indexOf(name.slice(0, -ending.length).toLowerCase())
  }
  try {
    return readdirSync(pathForFs(folder), { encoding: 'utf8' })
      .filter(name => rank(name) >= 0)
      .sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1))
  } catch {
    return []
  }
}

/** The bytes of a file that is a picture; null where it is none, or too large for one. */
function pictureAt(path: string): Buffer | null {
  try {
    const { size } = statSync(pathForFs(path))
    if (size === 0 || size > mostPictureBytes) return null
    const bytes = readFileSync(pathForFs(path))
    return pictureFacts(bytes) === null ? null : bytes
  } catch {
    return null
  }
}
