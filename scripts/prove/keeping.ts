import { fork, spawnSync } from 'node:child_process'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statfsSync,
  statSync,
  writeFileSync
} from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join, resolve } from 'node:path'
import BetterSqlite3 from 'better-sqlite3'
import { toFailure } from '#contract/errors.ts'
import { backUp } from '../../src-main/core/database/backups/back-up.ts'
import { checkCopy } from '../../src-main/core/database/backups/check.ts'
import { listBackups } from '../../src-main/core/database/backups/list.ts'
import { copyOut, restoreBackup } from '../../src-main/core/database/backups/restore.ts'
import { removeLeftovers } from '../../src-main/core/database/leftovers.ts'
import { checkIntegrity, openDatabase, type Database } from '../../src-main/core/database/open.ts'
import { isTemporaryName } from '../../src-main/core/files/temporary.ts'
import { generator } from '../../src-main/core/kernels/random.ts'
import { createEngine, type Engine } from '../../src-main/engine/engine.ts'
import { writeWav } from '../../tests/support/audio.ts'
import { settled } from '../../tests/support/jobs.ts'

/**
 * Backups in the middle of writes and kills, restoring that is killed, a drive that is mounted elsewhere, a library out
 * and in as one document, a full disk and a lost one: nothing is lost, and nothing is claimed that is not so.
 */

const tracks = 60
const rounds = 25
const longestLife = 400
const random = generator(1)
const lost: string[] = []
const modelsFolder = resolve(import.meta.dirname, '../../models')
const [, , task, taskFolder] = process.argv

const sleep = (milliseconds: number): Promise<void> => new Promise(done => setTimeout(done, milliseconds))
const expect = (what: string, holds: boolean): void => void (holds || lost.push(what))

/* ---- what is killed ---- */

/** Two rows that are always written together: where they differ, half a write was kept. */
function change(db: Database, value: number): void {
  db.transaction(() => {
    const put = db.prepare('INSERT OR REPLACE INTO settings VALUES (?, ?)')
    put.run('one', String(value))
    put.run('padding', JSON.stringify('x'.repeat(50_000)))
    put.run('two', String(value))
  }).immediate()
}

function areOne(db: Database): boolean {
  const of = db.prepare<[string], string>('SELECT value FROM settings WHERE name = ?').pluck()
  return of.get('one') === of.get('two') && checkIntegrity(db) === 'ok'
}

async function perform(folder: string): Promise<void> {
  process.send?.('started')
  for (let value = 1; ; value++) {
    if (task === 'restore') await restoreBackup(folder)
    else {
      const db = openDatabase(folder)
      if (task === 'back-up') backUp(db, folder, 'daily')
      else for (let i = 0; i < 200; i++) change(db, value * 1000 + i)
      db.close()
    }
  }
}

async function killed(doing: string, folder: string): Promise<void> {
  const child = fork(import.meta.filename, [doing, folder], { stdio: 'ignore' })
  await new Promise(started => child.once('message', started))
  await sleep(random() * longestLife)
  const gone = new Promise(done => child.once('exit', done))
  child.kill('SIGKILL')
  await gone
}

async function checkAll(folder: string, what: string): Promise<void> {
  const db = openDatabase(folder)
  expect(`${what}: the library is not whole`, areOne(db))
  db.close()
  removeLeftovers(folder)
  const strays = readdirSync(folder, { recursive: true }).filter(name =>
    isTemporaryName(basename(String(name)))
  )
  expect(`${what}: left behind ${strays.join(', ')}`, strays.length === 0)
  for (const { path } of listBackups(folder)) {
    const copy = join(folder, '..', 'copy.db')
    rmSync(copy, { force: true })
    try {
      await copyOut(path, copy)
      checkCopy(copy)
    } catch (thrown) {
      lost.push(`${what}: ${basename(path)}: ${toFailure(thrown).message}`)
    }
  }
}

/* ---- drives ---- */

const mount = (...args: string[]): boolean => spawnSync('mount', args).status === 0
const unmount = (...args: string[]): boolean => spawnSync('umount', args).status === 0

async function withEngine<Result>(
  dataFolder: string,
  ask: (engine: Engine) => Promise<Result>
): Promise<Result> {
  const engine = await createEngine({ dataFolder, modelsFolder, analyseAfterScan: false })
  try {
    return await ask(engine)
  } finally {
    await engine.close().catch(() => undefined)
  }
}

async function scanned(engine: Engine, folder: string): Promise<number[]> {
  await engine.call('library.addFolders', { paths: [folder] })
  await settled(engine)
  return [...(await engine.call('library.list', { sort: 'path', descending: false })).ids]
}

/** A library of a drive that is mounted in another place then, and in another library by its document. */
async function moves(work: string, music: string): Promise<string> {
  const [before, after] = [join(work, 'drive'), join(work, 'drive again')]
  for (const folder of [before, after]) mkdirSync(folder)
  if (!mount('-t', 'tmpfs', 'tmpfs', before)) return 'moves: skipped, nothing may be mounted here'
  cpSync(music, join(before, 'music'), { recursive: true, preserveTimestamps: true })
  const data = join(work, 'moving')
  const found = await withEngine(data, async engine => {
    const ids = await scanned(engine, join(before, 'music'))
    await engine.call('playlists.create', { name: 'All', trackIds: ids })
    for (const id of ids) await engine.call('library.rate', { id, rating: id % 101 })
    const tag = await engine.call('taught.create', { name: 'Mine' })
    await engine.call('taught.mark', { id: tag.id, trackIds: ids, paths: [], mark: 'yes' })
    return ids.length
  })
  expect(`only ${found} tracks were found`, found === tracks)
  const moved = unmount(before) && mount('-t', 'tmpfs', 'tmpfs', after)
  cpSync(music, join(after, 'music'), { recursive: true, preserveTimestamps: true })
  expect('the drive did not move', moved)
  const document = await withEngine(data, async engine => {
    const place = { from: join(before, 'music'), to: join(after, 'music') }
    const report = await engine.call('library.relocate', { ...place, dryRun: false })
    expect(`relocated by place: ${report.byPlace}`, report.byPlace === tracks && report.missing === 0)
    const [playlist] = await engine.call('playlists.list', {})
    expect('the playlist is not whole', playlist?.tracks === tracks && playlist.missing === 0)
    const { ids } = await engine.call('library.list', { sort: 'path', descending: false })
    for (const id of ids) {
      const { played } = await engine.call('library.track', { id })
      expect(`track ${id} lost its rating`, played.rating === id % 101)
    }
    return engine.call('keeping.export', {})
  })
  await withEngine(join(work, 'another'), async engine => {
    await scanned(engine, join(after, 'music'))
    const first = await engine.call('keeping.import', document)
    const second = await engine.call('keeping.import', document)
    expect(`by content: ${first.tracks.byContent}`, first.tracks.byContent === tracks)
    expect('ratings are lacking', first.played === tracks && first.taught.examples === tracks)
    expect(
      'what came twice is there twice',
      second.played + second.taught.examples + second.playlists.added === 0
    )
  })
  unmount(after)
  return `${tracks} tracks of a drive mounted elsewhere linked anew; as a document into another library, twice`
}

async function disks(work: string): Promise<string> {
  const drive = join(work, 'small')
  mkdirSync(drive)
  if (!mount('-t', 'tmpfs', '-o', 'size=12m', 'tmpfs', drive))
    return 'disks: skipped, nothing may be mounted here'
  const data = join(drive, 'data')
  let refused = 0
  const codes = new Set<string>()
  const db = openDatabase(data)
  for (let i = 0; i < rounds; i++) {
    change(db, i)
    const { bavail, bsize } = statfsSync(drive)
    writeFileSync(
      join(drive, 'ballast'),
      Buffer.alloc(Math.max(0, bavail * bsize - Math.floor(random() * 60_000)))
    )
    for (const work of [() => change(db, 1000 + i), () => backUp(db, data, 'daily')]) {
      try {
        work()
      } catch (thrown) {
        refused++
        codes.add((thrown as { code: string }).code)
      }
    }
    rmSync(join(drive, 'ballast'))
    expect(`full disk, round ${i}: the library is not whole`, areOne(db))
  }
  backUp(db, data, 'daily')
  db.close()
  await checkAll(data, 'full disk')
  expect(
    `refused as ${[...codes].join(', ')}`,
    [...codes].every(code => /^(disk-full|SQLITE_FULL)/.test(code))
  )

  let gone = ''
  await withEngine(data, async engine => {
    unmount('-l', drive)
    gone = await engine.call('playlists.create', { name: 'x' }).then(
      () => 'claimed',
      (thrown: unknown) => toFailure(thrown).code
    )
  })
  expect(`a lost drive: ${gone}`, gone === 'database-gone' && !existsSync(data))
  return `${rounds} full disks with ${refused} refusals; a lost drive is told, and nothing is left in its place`
}

async function prove(): Promise<void> {
  const work = mkdtempSync(join(tmpdir(), 'earshot-keeping-'))
  const told: string[] = []
  try {
    const music = join(work, 'music')
    mkdirSync(music)
    for (let i = 0; i < tracks; i++) writeWav(join(music, `${i}.wav`), { seconds: 0.2, hz: 100 + i })
    const data = join(work, 'data')
    const db = openDatabase(data)
    change(db, 0)
    backUp(db, data, 'daily')
    db.close()

    const writer = fork(import.meta.filename, ['change', data], { stdio: 'ignore' })
    await new Promise(started => writer.once('message', started))
    const own = openDatabase(data)
    for (let i = 0; i < rounds; i++) {
      const { path } = backUp(own, data, 'daily')
      const copy = join(work, `copy ${i}.db`)
      await copyOut(path, copy)
      checkCopy(copy)
      const there = new BetterSqlite3(copy)
      expect(`backup ${i} in the middle of writes is half of one`, areOne(there))
      there.close()
      rmSync(copy)
    }
    own.close()
    writer.kill('SIGKILL')
    await sleep(200)
    told.push(`${rounds} backups in the middle of writes`)

    for (const doing of ['change', 'back-up', 'restore']) {
      for (let i = 0; i < rounds; i++) {
        await killed(doing, data)
        await checkAll(data, `${doing}, kill ${i}`)
      }
      told.push(`${rounds} kills in the middle of ${doing}`)
    }
    expect('no backup is left', listBackups(data).length > 0 && statSync(join(data, 'earshot.db')).size > 0)
    told.push(await moves(work, music), await disks(work))
  } finally {
    for (const name of ['drive', 'drive again', 'small']) unmount('-l', join(work, name))
    rmSync(work, { recursive: true, force: true })
  }
  console.log(`${told.join('\n')}\n${lost.length} losses`)
  for (const one of lost) console.log(`  ${one}`)
  process.exitCode = lost.length === 0 ? 0 : 1
}

if (task === undefined || taskFolder === undefined) await prove()
else await perform(taskFolder)
