import { mkdir, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { EarshotError } from '#contract/errors.ts'
import type { JobPlan } from '../../jobs/index.ts'
import { meteredPlan } from '../../jobs/metered-plan.ts'
import type { ScoringProfile } from '../scoring-profile.ts'
import { readSmallJson, writeSmallJson } from '../small-json.ts'
import { wholeHashText } from '../../files/whole-hash.ts'
import { checkNewPack } from './check-pack.ts'
import { fetchedBytes, fetchFile, remoteBytes } from './fetch-file.ts'
import { finishPack } from './finish-pack.ts'
import type { KnownPack } from './known.ts'
import { requireRoom, Stage } from './stage.ts'

export interface DownloadingPack {
  packsFolder: string
  /** File in the data folder that knows what the first download of each file brought. */
  pins: string
  pack: KnownPack
  /** Another server with the same files. */
  address?: string | undefined
  usual(): ScoringProfile
  /** The worker that tests it. */
  selfTest: URL
  /** Waits before another try, for tests. */
  pauses?: readonly number[]
}

const pinsSchema = z.record(z.string(), z.string())

/** Where a download is collected until it is whole. */
const downloadFolder = (packsFolder: string, id: string): string => join(packsFolder, `.download-${id}`)

/** Bytes of a known model that an earlier download has brought. */
export async function fetchedOf(packsFolder: string, pack: KnownPack): Promise<number> {
  const folder = downloadFolder(packsFolder, pack.id)
  const sizes = await Promise.all(
    pack.files.flatMap(({ name }) => [
      fetchedBytes(join(folder, name)),
      fetchedBytes(join(folder, `${name}.part`))
    ])
  )
  return sizes.reduce((sum, size) => sum + size, 0)
}

/** Gives up what an earlier download has brought. */
export async function dropDownload(packsFolder: string, id: string): Promise<void> {
  await rm(downloadFolder(packsFolder, id), { recursive: true, force: true })
}

/** Fetches a known model, tests it and makes it a model. Stopped or broken off, what came stays for the next time. */
export function downloadPackPlan(downloading: DownloadingPack): JobPlan<number> {
  const { packsFolder, pack } = downloading
  const address = downloading.address ?? pack.address
  const folder = downloadFolder(packsFolder, pack.id)
  const urlOf = (path: string): string => new URL(path, address.endsWith('/') ? address : `${address}/`).href
  let current = pack.title
  let total = 0
  return meteredPlan({
    total: async signal => {
      const sizes = await Promise.all(
        pack.files.map(async file => (await remoteBytes(urlOf(file.path), signal)) ?? file.bytes)
      )
      total = sizes.reduce((sum, size) => sum + size, 0)
      return total
    },
    label: () => current,
    work: async function* (signal) {
      if ((await stat(join(packsFolder, pack.id)).catch(() => null)) !== null) {
        throw new EarshotError('pack-refused', `There is a model ${pack.id} already; remove it first.`)
      }
      await requireRoom(packsFolder, Math.max(0, total - (await fetchedOf(packsFolder, pack))))
      await mkdir(folder, { recursive: true })
      let before = 0
      for (const file of pack.files) {
        current = file.path
        const whole = join(folder, file.name)
        if ((await fetchedBytes(whole)) === 0) {
          const part = `${whole}.part`
          const key = `${pack.id}/${file.path}`
          const pinned = file.sha256 ?? readSmallJson(downloading.pins, pinsSchema, {})[key] ?? null
          const { pauses } = downloading
          const rest = {
            url: urlOf(file.path),
            to: part,
            sha256: pinned,
            signal,
            ...(pauses ? { pauses } : {})
          }
          const fetching = fetchFile(rest)
          for (;;) {
            const next = await fetching.next()
            if (next.done === true) {
              if (pinned === null) pin(downloading.pins, key, next.value.sha256)
              break
            }
            yield before + next.value
          }
          await rename(part, whole)
          await rm(`${part}.note`, { force: true })
        }
        before += await fetchedBytes(whole)
        yield before
      }
      current = pack.title
      await settle(downloading, folder, address)
    }
  })
}

/** The files are whole: tests them where they lie, then they move into their place. */
async function settle(
  { packsFolder, pack, usual, selfTest }: DownloadingPack,
  folder: string,
  source: string
): Promise<void> {
  const checked = await checkNewPack(selfTest, folder, pack.files).catch(async (thrown: unknown) => {
    // The server has nothing better: next time everything is fetched anew.
    const refused = thrown instanceof EarshotError && thrown.code === 'pack-refused'
    if (refused) await rm(folder, { recursive: true, force: true })
    throw thrown
  })
  const stage = await Stage.open(packsFolder, pack.id)
  try {
    for (const { name, role } of pack.files) {
      const from = join(folder, name)
      await stage.take(from, {
        name,
        role,
        bytes: await fetchedBytes(from),
        sha256: await wholeHashText(from)
      })
    }
    const { id, title, licence } = pack
    await finishPack(stage, { id, title, licence, version: null, source }, checked, usual())
  } finally {
    await stage.discard()
  }
  await rm(folder, { recursive: true, force: true })
}

/** "Pinned on first download": from now on it has to be this file. */
function pin(file: string, key: string, sha256: string): void {
  writeSmallJson(file, { ...readSmallJson(file, pinsSchema, {}), [key]: sha256 })
}
