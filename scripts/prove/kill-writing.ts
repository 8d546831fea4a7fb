import { fork, spawnSync, type ChildProcess } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { parseArgs } from 'node:util'
import { openDatabase, type Database } from '../../src-main/core/database/open.ts'
import { folderStatements } from '../../src-main/core/database/statements/folders.ts'
import { journalStatements } from '../../src-main/core/database/statements/tag-journal.ts'
import { trackStatements } from '../../src-main/core/database/statements/tracks.ts'
import { generator } from '../../src-main/core/kernels/random.ts'
import { readTags } from '../../src-main/core/scan/read-tags.ts'
import { audioHash, everythingElse, readFields } from '../../src-main/core/tags/index.ts'
import { encode, writeWav, type Format } from '../../tests/support/audio.ts'
import { openTagging, roundFields } from './tagging.ts'

/**
 * Kills a process that writes tags, at random points, until so many writes are done: every file must be whole, in
 * exactly the state before or after a write, and the journal must say which.
 */

export interface KillOptions {
  writes: number
  /** Ends after so many kills, whatever was written. */
  kills?: number
  /** Files of each format. */
  copies: number
  seed: number
  onKill?: (figures: KillFigures) => void
}

/** Kills that fell into the writing of a file; how those writes ended. */
export interface CutShort {
  cutShort: number
  finished: number
  abandoned: number
}

export interface KillFigures extends CutShort {
  kills: number
  writes: number
  /** Files decoded in full and compared with the original, by ffmpeg. */
  decoded: number
  formats: string[]
  /** What was wrong; empty when all is well. */
  damage: string[]
}

const formats: Format[] = ['mp3', 'flac', 'm4a', 'alac', 'ogg', 'opus', 'oga', 'wav', 'aiff', 'wv', 'aac']
/** After its first write a process lives at most so long, milliseconds. */
const longestLife = 2000

interface Original {
  path: string
  sound: string
  others: string
  decoded: string
}

export async function killWriting(options: KillOptions): Promise<KillFigures> {
  const work = mkdtempSync(join(tmpdir(), 'earshot-kill-'))
  const dataFolder = join(work, 'data')
  const figures: KillFigures = {
    kills: 0,
    writes: 0,
    cutShort: 0,
    finished: 0,
    abandoned: 0,
    decoded: 0,
    formats: [],
    damage: []
  }
  try {
    const paths = makeFiles(join(work, 'music'), options.copies)
    figures.formats = [...new Set(paths.map(path => readFields(path).container))]
    await addToLibrary(dataFolder, join(work, 'music'), paths)
    const originals = await Promise.all(paths.map(original))
    const random = generator(options.seed)
    const goesOn = (): boolean =>
      figures.writes < options.writes &&
      figures.kills < (options.kills ?? Infinity) &&
      figures.damage.length === 0
    for (let round = 1; goesOn();) {
      round = (await liveAndDie('keep-writing.ts', dataFolder, round, random)) + 1
      figures.kills++
      await check(dataFolder, originals, figures, random)
      options.onKill?.(figures)
    }
    for (const one of originals) checkDecoded(one, figures)
  } finally {
    rmSync(work, { recursive: true, force: true })
  }
  return figures
}

/** Makes files in every format that is written; so many of each. */
export function makeFiles(music: string, copies: number): string[] {
  mkdirSync(music)
  const paths: string[] = []
  for (const format of formats) {
    for (let copy = 0; copy < copies; copy++) {
      const wav = writeWav(join(music, `${format} ${copy}.source.wav`), {
        seconds: 3 + copy * 2,
        hz: 200 + copy * 40
      })
      const to = join(music, `${format} ${copy}.${format === 'alac' ? 'm4a' : format}`)
      encode(wav, format, { to, tags: { title: 'A title', artist: 'An artist', album: 'An album' } })
      rmSync(wav)
      if (isWritable(to)) paths.push(to)
      else rmSync(to)
    }
  }
  return paths
}

function isWritable(path: string): boolean {
  try {
    readFields(path)
    return true
  } catch {
    return false
  }
}

/** Makes a library of these files. */
export async function addToLibrary(dataFolder: string, music: string, paths: string[]): Promise<void> {
  const db = openDatabase(dataFolder)
  const { id: folderId } = folderStatements(db).add(music, Date.now())
  for (const path of paths) {
    const facts = await readTags(path)
    trackStatements(db).insert({ ...facts, folderId, path, pathText: basename(path) }, Date.now())
  }
  db.close()
}

async function original(path: string): Promise<Original> {
  const sound = (await audioHash(path)).toString('hex')
  return { path, sound, others: everythingElse(path).join('\n'), decoded: decode(path) }
}

/** Checksum of what ffmpeg decodes; an error where it complains. */
function decode(path: string): string {
  const args = ['-nostdin', '-v', 'error', '-xerror', '-i', `file:${path}`, '-map', '0:a', '-f', 'md5', '-']
  const { stdout, stderr, status } = spawnSync('ffmpeg', args, { encoding: 'utf8' })
  return status === 0 && stderr === '' ? stdout.trim() : `damaged: ${stderr}`
}

interface Life {
  /** What the script is told beside the folder and the round. */
  others?: readonly string[]
  /** When it has begun to write. */
  warmed?: () => void
  /** What else it tells. */
  heard?: (told: { full?: boolean }) => void
  /** Milliseconds after that. */
  longest?: number
}

/** Starts a writer, lets it live for a random time, kills it; gives the last round it began. */
export async function liveAndDie(
  script: string,
  dataFolder: string,
  firstRound: number,
  random: () => number,
  { others = [], warmed, heard, longest = longestLife }: Life = {}
): Promise<number> {
  const child = fork(join(import.meta.dirname, script), [dataFolder, String(firstRound), ...others])
  let round = firstRound
  const warm = Promise.withResolvers<null>()
  child.on('message', message => {
    const told = message as { round: number; warm?: boolean; full?: boolean }
    heard?.(told)
    round = told.round
    if (told.warm) warm.resolve(null)
  })
  const ended = endOf(child)
  await Promise.race([warm.promise, ended])
  warmed?.()
  await new Promise(resolve => setTimeout(resolve, random() * longest))
  child.kill('SIGKILL')
  await ended
  return round
}

function endOf(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    child.on('exit', code =>
      code === null ? resolve() : reject(new Error(`The writer ended with ${code}.`))
    )
  })
}

/** Brings the journal in order, as the next start does, and counts how what was cut short ended. Gives that. */
export async function recover(
  db: Database,
  dataFolder: string,
  figures: CutShort,
  wrong: string[]
): Promise<{ id: number; path: string }[]> {
  const begun = journalStatements(db).begun()
  figures.cutShort += begun.length
  const { tagging } = openTagging(db, dataFolder)
  await tagging.close()
  for (const { id } of begun) {
    const state = db.prepare<[number], string>('SELECT state FROM tag_writes WHERE id = ?').pluck().get(id)
    if (state === 'done') figures.finished++
    else if (state === 'abandoned') figures.abandoned++
    else wrong.push(`A write is still ${state} after the recovery.`)
  }
  return begun
}

async function check(
  dataFolder: string,
  originals: readonly Original[],
  figures: KillFigures,
  random: () => number
): Promise<void> {
  const db = openDatabase(dataFolder)
  const begun = await recover(db, dataFolder, figures, figures.damage)
  figures.writes = db
    .prepare<[], number>(`SELECT count(*) FROM tag_writes WHERE state = 'done'`)
    .pluck()
    .get()!
  for (const one of originals) await checkFile(db, one, figures)
  for (const { path } of begun)
    checkDecoded(
      originals.find(one => one.path === path)!,
      figures
    )
  checkDecoded(originals[Math.floor(random() * originals.length)]!, figures)
  const strays = readdirSync(join(dataFolder, '..', 'music')).filter(name => name.startsWith('.'))
  if (strays.length > 0) figures.damage.push(`Left behind: ${strays.join(', ')}.`)
  db.close()
}

async function checkFile(
  db: Database,
  { path, sound, others }: Original,
  figures: KillFigures
): Promise<void> {
  const wrong = (what: string): number => figures.damage.push(`${basename(path)}: ${what}.`)
  const { fields } = readFields(path)
  if ((await audioHash(path)).toString('hex') !== sound) wrong('the sound differs')
  if (everythingElse(path).join('\n') !== others) wrong('something that was not written differs')
  const journalled = lastWritten(db, path)
  if (journalled === null) return
  const round = Number(journalled.genre?.[0]?.split(' ')[1])
  for (const [field, values] of Object.entries({ ...roundFields(round), ...journalled })) {
    const found = fields[field as keyof typeof fields]
    if (JSON.stringify(found) !== JSON.stringify(values))
      wrong(`the journal has another ${field} than the file`)
  }
}

/** The fields of the last write the journal calls done. */
function lastWritten(db: Database, path: string): Record<string, string[]> | null {
  const rows = db
    .prepare<[Buffer], { field: string; after: string }>(
      `SELECT field, after FROM tag_changes WHERE write_id =
         (SELECT max(id) FROM tag_writes WHERE path = ? AND state = 'done')`
    )
    .all(Buffer.from(path))
  if (rows.length === 0) return null
  return Object.fromEntries(rows.map(({ field, after }) => [field, JSON.parse(after) as string[]]))
}

function checkDecoded({ path, decoded }: Original, figures: KillFigures): void {
  figures.decoded++
  if (decode(path) !== decoded) figures.damage.push(`${basename(path)}: it does not decode as it did.`)
}

if (import.meta.main) {
  const { values } = parseArgs({
    options: {
      writes: { type: 'string', default: '1000' },
      copies: { type: 'string', default: '2' },
      seed: { type: 'string', default: '1' }
    }
  })
  const { writes, copies, seed } = values
  const figures = await killWriting({
    writes: Number(writes),
    copies: Number(copies),
    seed: Number(seed),
    onKill: ({ kills, writes: done }) => process.stderr.write(`\r${kills} kills, ${done} writes `)
  })
  console.log(JSON.stringify(figures, null, 2))
  process.exitCode = figures.damage.length === 0 ? 0 : 1
}
