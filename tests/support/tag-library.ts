import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { Job } from '#contract/entities.ts'
import type { ChangeField } from '#contract/change-fields.ts'
import type { Plan } from '#contract/tagging.ts'
import { createEngine, type Engine } from '../../src-main/engine/engine.ts'
import { encode, writeWav, type Format } from './audio.ts'

const modelsFolder = resolve(import.meta.dirname, '../../models')

/** A real library of small real files, with an engine that does nothing unasked. */
export interface TagLibrary {
  work: string
  music: string
  dataFolder: string
  engine: Engine
  log: string[]
  /** Ends the engine and starts another one on the same library. */
  restart(): Promise<Engine>
  close(): Promise<void>
}

export async function tagLibrary(makeMusic: (music: string) => void): Promise<TagLibrary> {
  const work = mkdtempSync(join(tmpdir(), 'earshot-tags-'))
  const music = join(work, 'music')
  const dataFolder = join(work, 'data')
  mkdirSync(music)
  makeMusic(music)
  const log: string[] = []
  const open = (): Promise<Engine> =>
    createEngine({ dataFolder, modelsFolder, analyseAfterScan: false, onLog: line => log.push(line) })
  const library: TagLibrary = {
    work,
    music,
    dataFolder,
    log,
    engine: await open(),
    restart: async () => {
      await library.engine.close()
      return (library.engine = await open())
    },
    close: async () => {
      await library.engine.close()
      rmSync(work, { recursive: true, force: true })
    }
  }
  const { job } = await library.engine.call('library.addFolders', { paths: [music] })
  await jobOf(library.engine, job!)
  return library
}

export function makeSong(folder: string, name: string, format: Format, hz = 440): string {
  const wav = writeWav(join(folder, `${name}.wav`), { seconds: 2, hz })
  if (format === 'wav') return wav
  const tags = { title: name, artist: 'Somebody', genre: 'Rock', comment: 'kept' }
  const file = encode(wav, format, { tags })
  rmSync(wav)
  return file
}

/** Waits for this very job, and gives how it ended. */
export async function jobOf(engine: Engine, job: Job): Promise<Job> {
  const ended = Promise.withResolvers<Job>()
  const look = (seen: Job): void => {
    if (seen.id === job.id && seen.state !== 'running') ended.resolve(seen)
  }
  const off = engine.on('job', look)
  for (const known of await engine.call('jobs.list', {})) look(known)
  return ended.promise.finally(off)
}

export async function scanAgain(engine: Engine): Promise<Job> {
  return jobOf(engine, await engine.call('library.scan', {}))
}

export interface WantedChange {
  field: ChangeField
  before: string[]
  after: string[]
  accepted?: boolean
}

/** A plan as somebody would hand it in. */
export async function planFor(
  engine: Engine,
  files: Record<string, WantedChange[]>,
  name = 'A plan'
): Promise<Plan> {
  const document = {
    earshot: 'tag-plan',
    version: 1,
    name,
    mode: 'replace',
    files: Object.entries(files).map(([path, changes]) => ({
      path,
      changes: changes.map(change => ({ accepted: true, ...change }))
    }))
  }
  return engine.call('plans.import', { json: JSON.stringify(document) })
}

/** Writes a plan to its end. */
export async function writePlan(engine: Engine, id: number, keepTimes = false): Promise<Job> {
  return jobOf(engine, await engine.call('plans.write', { id, keepTimes }))
}

export async function undoBatch(engine: Engine, id: number, changeIds?: number[]): Promise<Job> {
  return jobOf(engine, await engine.call('history.undo', { id, changeIds }))
}

/** What a write that was cut short would leave behind. */
export function leftovers(folder: string): string[] {
  return readdirSync(folder).filter(name => name.startsWith('.earshot-writing-'))
}
