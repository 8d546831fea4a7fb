import { createHash } from 'node:crypto'
import { mkdir, open, readdir, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { EarshotError } from '#contract/errors.ts'
import { fileError } from '../../files/errors.ts'
import { freeSpace } from '../../files/free-space.ts'
import { pathForDisplay, pathForFs } from '../../files/paths.ts'
import { flushFolder } from '../../files/whole-file.ts'
import type { Manifest, ManifestFile } from '../manifest.ts'
import { wholeHashText } from '../../files/whole-hash.ts'
import type { PackFile } from './inspect.ts'
import { manifestName } from './installed.ts'

const pieceBytes = 1_000_000
const dayMs = 24 * 3600_000
/** Room that a disk is left, beside what a model takes. */
const spareBytes = 100_000_000

/**
 * A folder in which a pack is put together. It becomes the pack by one rename, after everything in it was read back;
 * until then nobody takes it for a model, and a crash leaves at most this folder, which the next try clears away.
 */
export class Stage {
  readonly folder: string
  readonly files: ManifestFile[] = []
  readonly #final: string
  readonly #packs: string

  private constructor(packsFolder: string, id: string) {
    this.folder = join(packsFolder, `.staging-${id}`)
    this.#final = join(packsFolder, id)
    this.#packs = packsFolder
  }

  /** Throws `pack-refused` where a model of that name is there, `read-only`. */
  static async open(packsFolder: string, id: string): Promise<Stage> {
    const stage = new Stage(packsFolder, id)
    if ((await stat(stage.#final).catch(() => null)) !== null) throw taken(id)
    await rm(stage.folder, { recursive: true, force: true })
    await clearLeftovers(packsFolder)
    await mkdir(stage.folder, { recursive: true }).catch((thrown: unknown) => {
      throw modelFailure(thrown)
    })
    return stage
  }

  /** Copies a file and reads the copy back. Yields the number of bytes after each piece. */
  async *copy(file: PackFile): AsyncGenerator<number> {
    const to = join(this.folder, file.name)
    const hash = createHash('sha256')
    const piece = Buffer.allocUnsafeSlow(pieceBytes)
    const source = await open(pathForFs(file.from)).catch((thrown: unknown) => {
      throw fileError(thrown, { doing: 'read', what: 'file', name: pathForDisplay(file.from) })
    })
    let bytes = 0
    try {
      const target = await open(to, 'wx')
      try {
        for (;;) {
          const { bytesRead } = await source.read(piece, 0, piece.length)
          if (bytesRead === 0) break
          await target.write(piece, 0, bytesRead).catch((thrown: unknown) => {
            throw modelFailure(thrown)
          })
          hash.update(piece.subarray(0, bytesRead))
          bytes += bytesRead
          yield bytesRead
        }
        await target.sync()
      } finally {
        await target.close()
      }
    } finally {
      await source.close()
    }
    const sha256 = hash.digest('hex')
    const name = pathForDisplay(file.from)
    if (bytes !== file.bytes) throw refused(`${name} changed while it was copied.`)
    if (file.sha256 !== null && file.sha256 !== sha256) {
      throw refused(`${name} is damaged: it is not what its manifest promises.`)
    }
    if ((await wholeHashText(to)) !== sha256)
      throw refused(`${file.name} came out differently when it was copied.`)
    this.files.push({ name: file.name, role: file.role, bytes, sha256 })
  }

  /** Takes in a file that lies on the same disk already, whole and checked. */
  async take(from: string, file: ManifestFile): Promise<void> {
    await rename(from, join(this.folder, file.name))
    this.files.push(file)
  }

  /** A small file that is made here. */
  async write(name: string, role: ManifestFile['role'], text: string): Promise<void> {
    const bytes = Buffer.from(text)
    await writeSynced(join(this.folder, name), bytes)
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    this.files.push({ name, role, bytes: bytes.length, sha256 })
  }

  /** The pack is there from now on. Throws `pack-refused` where another one took its place meanwhile. */
  async finish(manifest: Manifest): Promise<void> {
    await writeSynced(join(this.folder, manifestName), Buffer.from(JSON.stringify(manifest, null, 2) + '\n'))
    if ((await stat(this.#final).catch(() => null)) !== null) throw taken(manifest.id)
    await rename(this.folder, this.#final).catch((thrown: unknown) => {
      throw modelFailure(thrown)
    })
    await flushFolder(this.#packs)
  }

  async discard(): Promise<void> {
    await rm(this.folder, { recursive: true, force: true })
  }
}

/** What crashes left behind. A day old, nobody works on it any more. */
async function clearLeftovers(packsFolder: string): Promise<void> {
  const names = await readdir(packsFolder).catch(() => [])
  for (const name of names.filter(one => /^\.(staging|removed)-/.test(one))) {
    const path = join(packsFolder, name)
    const facts = await stat(path).catch(() => null)
    if (facts && Date.now() - facts.mtimeMs > dayMs) await rm(path, { recursive: true, force: true })
  }
}

/** Throws `disk-full` where a folder's disk has no room for so many bytes and some to spare. */
export async function requireRoom(folder: string, bytes: number): Promise<void> {
  await mkdir(folder, { recursive: true }).catch((thrown: unknown) => {
    throw modelFailure(thrown)
  })
  const free = freeSpace(folder)
  if (free >= bytes + spareBytes) return
  const [need, have] = [bytes + spareBytes, free].map(count => `${Math.ceil(count / 1e6)} MB`)
  throw new EarshotError('disk-full', `The model needs ${need} where the library is kept; ${have} are free.`)
}

async function writeSynced(path: string, bytes: Buffer): Promise<void> {
  await writeFile(path, bytes, { flag: 'wx', flush: true }).catch((thrown: unknown) => {
    throw modelFailure(thrown)
  })
}

/** What goes wrong where a model is stored. */
export function modelFailure(thrown: unknown): EarshotError {
  return fileError(thrown, { doing: 'write', what: 'model' })
}

const refused = (message: string): EarshotError => new EarshotError('pack-refused', message)
const taken = (id: string): EarshotError =>
  refused(`There is a model ${id} already; remove it first, or give this one another short name.`)
