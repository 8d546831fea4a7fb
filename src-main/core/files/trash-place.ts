import { lstatSync, realpathSync, statSync } from 'node:fs'
import { basename, dirname, extname, isAbsolute, join } from 'node:path'
import { EarshotError, type ErrorCode } from '#contract/errors.ts'
import { fileError } from './errors.ts'
import { makeFolderSync, makeSubfolderSync } from './make-folder.ts'
import { pathForDisplay, pathForFs, pathFromBytes, pathToBytes } from './paths.ts'
import { encodeOrigin, type TrashInfo } from './trash-info.ts'

/** Where a file goes in the trash. */
export interface TrashPlace {
  path: string
  /** Null where the trash keeps none: macOS. */
  info: TrashInfo | null
}

/** Of the system that the trash belongs to. */
export interface TrashOwner {
  platform: NodeJS.Platform
  home: string
  /** XDG_DATA_HOME */
  dataHome: string | undefined
  uid: number
}

/** Windows keeps what lies in its trash in a way of its own. */
export const hasTrash = (platform: NodeJS.Platform): boolean => platform !== 'win32'

/** Nothing is copied into the trash: it is on the disk of the file, or the file is refused. Makes the folders. */
export function trashPlace(path: string, owner: TrashOwner): TrashPlace {
  if (!hasTrash(owner.platform)) {
    throw refusal('bad-request', path, 'Windows has a trash of its own kind, which Earshot cannot use')
  }
  try {
    const folder = pathFromBytes(realpathSync(pathForFs(dirname(path)), 'buffer'))
    return owner.platform === 'darwin' ? onMac(path, folder, owner) : onLinux(path, folder, owner)
  } catch (thrown) {
    if (thrown instanceof EarshotError) throw thrown
    throw fileError(thrown, { doing: 'write', what: 'file', otherwise: 'write-unsafe' })
  }
}

/** Put back from there by Finder it is not: only Finder itself notes where it was. Earshot's history knows. */
function onMac(path: string, folder: string, { home }: TrashOwner): TrashPlace {
  const trash = join(home, '.Trash')
  if (deviceOf(trash) !== deviceOf(folder)) {
    throw refusal('write-unsafe', path, 'it lies on another disk than the trash')
  }
  return { path: join(trash, freeName(basename(path), [[trash, '']])), info: null }
}

function onLinux(path: string, folder: string, owner: TrashOwner): TrashPlace {
  const { home, dataHome } = owner
  const device = deviceOf(folder)
  const whole = join(folder, basename(path))
  const own = join(dataHome && isAbsolute(dataHome) ? dataHome : join(home, '.local', 'share'), 'Trash')
  if (deviceOf(standing(own)) === device) {
    makeFolderSync(own, 0o700)
    return placeIn(own, path, whole, device)
  }
  const top = topOf(folder, device)
  return placeIn(trashAt(top, path, owner), path, whole.slice(top.length).replace(/^\//, ''), device)
}

/** What the files of a disk other than that of the home share, or one's own. */
function trashAt(top: string, path: string, { uid }: TrashOwner): string {
  const shared = join(top, '.Trash')
  const stat = lstatSync(pathForFs(shared), { throwIfNoEntry: false })
  if (stat?.isDirectory() && (stat.mode & 0o1000) !== 0) {
    const own = join(shared, String(uid))
    if (makeOwn(own, uid) === null) return own
  }
  const own = join(top, `.Trash-${uid}`)
  const failure = makeOwn(own, uid)
  if (failure === null) return own
  throw refusal(failure.code, path, `its disk has no trash, and none can be made: ${failure.message}`)
}

/** Why it cannot be used; null: it can. */
function makeOwn(folder: string, uid: number): EarshotError | null {
  try {
    makeSubfolderSync(folder, 0o700)
  } catch (thrown) {
    return fileError(thrown, { doing: 'write', what: 'folder', otherwise: 'no-access' })
  }
  const stat = lstatSync(pathForFs(folder))
  if (stat.isDirectory() && stat.uid === uid) return null
  return new EarshotError('no-access', `${pathForDisplay(folder)} is a link, or belongs to somebody else.`)
}

function placeIn(trash: string, path: string, origin: string, device: bigint): TrashPlace {
  const [files, infos] = [join(trash, 'files'), join(trash, 'info')]
  for (const folder of [files, infos]) makeSubfolderSync(folder, 0o700)
  if (deviceOf(files) !== device)
    throw refusal('write-unsafe', path, 'it lies on another disk than the trash')
  const name = freeName(basename(path), [
    [files, ''],
    [infos, ending]
  ])
  return { path: join(files, name), info: { path: join(infos, name + ending), origin: encodeOrigin(origin) } }
}

const ending = '.trashinfo'
/** Bytes. */
const longestName = 255

/** A name that is in none of the folders, there with this ending, and is not too long for it. */
export function freeName(name: string, places: readonly (readonly [string, string])[]): string {
  const dot = extname(name)
  const extension = pathToBytes(dot).length > 32 ? '' : dot
  const letters = [...name.slice(0, name.length - extension.length)]
  for (let n = 1; ; n++) {
    const rest = (n === 1 ? '' : ` ${n}`) + extension
    while (pathToBytes(letters.join('') + rest + ending).length > longestName) letters.pop()
    const tried = letters.join('') + rest
    if (places.every(([folder, after]) => isFree(join(folder, tried + after)))) return tried
  }
}

const isFree = (path: string): boolean => lstatSync(pathForFs(path), { throwIfNoEntry: false }) === undefined

const deviceOf = (folder: string): bigint => statSync(pathForFs(folder), { bigint: true }).dev

/** The folder itself, or the nearest around it that is there. */
function standing(folder: string): string {
  let at = folder
  while (dirname(at) !== at && statSync(pathForFs(at), { throwIfNoEntry: false }) === undefined)
    at = dirname(at)
  return at
}

/** Where the disk of a folder begins. */
function topOf(folder: string, device: bigint): string {
  let at = folder
  while (dirname(at) !== at && deviceOf(dirname(at)) === device) at = dirname(at)
  return at
}

function refusal(code: ErrorCode, path: string, why: string): EarshotError {
  return new EarshotError(
    code,
    `${pathForDisplay(path)} cannot go to the trash: ${why.replace(/\.$/, '')}. It can leave the library and stay where it is.`
  )
}
