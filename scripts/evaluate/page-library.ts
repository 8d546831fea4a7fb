import { spawnSync } from 'node:child_process'
import { copyFileSync, existsSync, globSync, linkSync, mkdirSync, readFileSync, statSync } from 'node:fs'
import { basename, dirname, join, relative } from 'node:path'
import type { Caller } from '../../src-main/contract/bridge.ts'
import type { TrackDetail } from '../../src-main/contract/track-detail.ts'
import { cacheFolder } from '../../src-main/core/files/cache-folder.ts'
import { forgetKeptPhrases } from '../../src-main/core/search/scoring/kept-phrases.ts'
import { createEngine } from '../../src-main/engine/engine.ts'
import { finished } from '../support/finished.ts'

/** What is known of a track of the library: by its files and tags, and by the people who listened to the songs. */
export interface Known {
  track: TrackDetail
  /** Below the folder of the corpora: "package/usr/share/…"; "listened/000.opus" of a song. */
  path: string
  /** The columns of the labels, where it is one of the songs. */
  labels: Record<string, string>
}

const shortest = 30
/** 30 s at 32 and at 500 kbit/s, bytes: between them a compressed file is asked how long it lasts. */
const [smallest, largest] = [120_000, 1_900_000]
/** The folder of the songs: a word that no query holds. */
const songsFolder = 'listened'

const isCompressed = (path: string): boolean => !/\.(wav|flac)$/.test(path)

/** Seconds, or 0 where ffprobe cannot read it. */
function secondsOf(path: string): number {
  const wanted = ['-v', 'error', '-show_entries', 'format=duration', '-of', 'csv=p=0']
  return Number(spawnSync('ffprobe', [...wanted, path]).stdout.toString()) || 0
}

/** One file on the disk where the file systems are the same. */
function place(from: string, to: string): void {
  mkdirSync(dirname(to), { recursive: true })
  try {
    linkSync(from, to)
  } catch {
    copyFileSync(from, to)
  }
}

/** Puts the music of the packages, with their names and tags, and the songs into one folder; once. */
function gather(work: string, corpora: string, packages: readonly string[], songs: string): string {
  const music = join(work, 'music')
  for (const name of packages) {
    if (existsSync(join(music, name))) continue
    if (!existsSync(join(corpora, name))) throw new Error(`${corpora} holds no ${name}.`)
    for (const file of globSync('**/*.{ogg,oga,mp3,opus,flac,wav}', { cwd: join(corpora, name) }).sort()) {
      const from = join(corpora, name, file)
      const { size } = statSync(from)
      if (size < smallest) continue
      if (!(isCompressed(from) && size > largest) && secondsOf(from) < shortest) continue
      place(from, join(music, name, file))
    }
  }
  for (const file of globSync('*.opus', { cwd: join(songs, 'audio') })) {
    const to = join(music, songsFolder, file)
    if (!existsSync(to)) place(join(songs, 'audio', file), to)
  }
  return music
}

/** The rows of `labels.csv`, by the name of the file. */
function labelsOf(songs: string): Map<string, Record<string, string>> {
  const [head, ...lines] = readFileSync(join(songs, 'labels.csv'), 'utf8').trim().split('\n')
  const columns = head!.split(',')
  return new Map(
    lines.map(line => {
      const cells = line.split(',')
      return [cells[0]!, Object.fromEntries(columns.map((column, i) => [column, cells[i]!]))]
    })
  )
}

/** In turn: the songs, the examples of the questions, then one of each package after the other. */
function inTurn(known: ReadonlyMap<number, Known>, examples: readonly string[]): number[] {
  const ofPackage = new Map<string, number>()
  const places = [...known].map(([id, { track, path, labels }]) => {
    const name = path.split('/')[0]!
    const place = (ofPackage.get(name) ?? 0) + 1
    ofPackage.set(name, place)
    const isExample = examples.some(text => track.title !== '' && text.includes(track.title.toLowerCase()))
    return { id, place: 'genre' in labels ? -1 : isExample ? 0 : place }
  })
  return places.sort((a, b) => a.place - b.place).map(({ id }) => id)
}

/** Listens to these for so long. */
async function listen(engine: Caller, ids: number[], minutes: number): Promise<void> {
  const job = await engine.call('analysis.start', { ids })
  const timer = setTimeout(() => void engine.call('jobs.cancel', { id: job.id }), minutes * 60_000)
  await finished(engine, ({ kind, done, total }) => console.error(`${kind} ${done}/${total ?? '?'}`))
  clearTimeout(timer)
}

export interface Places {
  work: string
  corpora: string
  packages: readonly string[]
  songs: string
}

/**
 * A library of the packages and the songs under `work`: later runs find it there. What was not heard is listened to, for
 * `minutes` at most, those before that `examples` name. Calls `use` with the engine as the application has it.
 */
export async function withPageLibrary(
  { work, corpora, packages, songs }: Places,
  { minutes, examples }: { minutes: number; examples: readonly string[] },
  use: (engine: Caller, known: ReadonlyMap<number, Known>) => Promise<void>
): Promise<void> {
  const music = gather(work, corpora, packages, songs)
  const labels = labelsOf(songs)
  const modelsFolder = join(import.meta.dirname, '../../models')
  // What was asked in an earlier run is new again.
  forgetKeptPhrases(cacheFolder(join(work, 'data')))
  const engine = await createEngine({ dataFolder: join(work, 'data'), modelsFolder, analyseAfterScan: false })
  try {
    await engine.call('library.addFolders', { paths: [music] })
    await finished(engine)
    const read = async (): Promise<Map<number, Known>> => {
      const known = new Map<number, Known>()
      for (const id of (await engine.call('library.list', { sort: 'path', descending: false })).ids) {
        const track = await engine.call('library.track', { id })
        const path = relative(music, track.path)
        known.set(id, { track, path, labels: labels.get(basename(path)) ?? {} })
      }
      return known
    }
    const known = await read()
    const unheard = inTurn(known, examples).filter(id => !known.get(id)!.track.analysed)
    if (minutes > 0 && unheard.length > 0) await listen(engine, unheard, minutes)
    await use(engine, await read())
  } finally {
    await engine.close()
  }
}
