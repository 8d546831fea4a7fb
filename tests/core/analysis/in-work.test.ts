import { spawn } from 'node:child_process'
import { renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import type { Database } from '../../../src-main/core/database/open.ts'
import { analysisStatements } from '../../../src-main/core/database/statements/analyses.ts'
import { failureStatements } from '../../../src-main/core/database/statements/failures.ts'
import { modelStatements } from '../../../src-main/core/database/statements/models.ts'
import { InWork } from '../../../src-main/core/analysis/in-work.ts'
import { scratchDatabase, scratchFolder } from '../../support/database.ts'
import { fillLibrary } from './library.ts'
import { model } from './wiring.ts'

const never = new AbortController().signal
const hanging = (): Promise<never> => new Promise(() => undefined)

/** What the next process finds; `crashed`: the one before is known to have crashed. */
function nextStart(file: string, crashed = false): InWork {
  const inWork = new InWork(file)
  inWork.takeStock(crashed)
  return inWork
}

test('a track is suspect after an abrupt end; only known crashes are counted, and two give it up, once', async () => {
  const file = join(scratchFolder(), 'in-work.json')
  void nextStart(file).during(7, never, hanging)
  const second = nextStart(file, true)
  expect([second.isSuspect(7), second.isGivenUp(7), second.isSuspect(8)]).toEqual([true, false, false])
  for (const id of [7, 8]) void second.during(id, never, hanging)
  // A suspect begins when its turn comes.
  await new Promise(resolve => setImmediate(resolve))
  const third = nextStart(file, true)
  expect([third.isGivenUp(7), third.isGivenUp(7), third.isGivenUp(8)]).toEqual([true, false, false])
  expect([third.isSuspect(7), third.isSuspect(8)]).toEqual([false, true])
})

test('kills, however many, give no track up', async () => {
  const file = join(scratchFolder(), 'in-work.json')
  for (let kill = 0; kill < 5; kill++) {
    const inWork = nextStart(file)
    expect(inWork.isGivenUp(7)).toBe(false)
    void inWork.during(7, never, hanging)
    await new Promise(resolve => setImmediate(resolve))
  }
  expect(nextStart(file).isSuspect(7)).toBe(true)
})

test('what ended in order is not held against a track; what was cancelled changes nothing', async () => {
  const file = join(scratchFolder(), 'in-work.json')
  const first = nextStart(file)
  void first.during(1, never, hanging)
  await first.during(2, never, () => Promise.resolve())
  await expect(first.during(3, never, () => Promise.reject(new Error('damaged')))).rejects.toThrow('damaged')
  const second = nextStart(file)
  expect([1, 2, 3].map(id => second.isSuspect(id))).toEqual([true, false, false])
  const cancelled = AbortSignal.abort()
  await second.during(1, cancelled, () => Promise.resolve())
  await second.during(2, cancelled, () => Promise.resolve())
  const third = nextStart(file)
  expect([third.isSuspect(1), third.isGivenUp(1), third.isSuspect(2)]).toEqual([true, false, false])
  await third.during(1, never, () => Promise.resolve())
  expect(nextStart(file).isSuspect(1)).toBe(false)
})

test('suspects are heard one at a time', async () => {
  const file = join(scratchFolder(), 'in-work.json')
  const first = nextStart(file)
  for (const id of [1, 2, 3]) void first.during(id, never, hanging)
  const second = nextStart(file)
  let [now, most] = [0, 0]
  const work = async (): Promise<void> => {
    most = Math.max(most, (now += 1))
    await new Promise(resolve => setImmediate(resolve))
    now -= 1
  }
  await Promise.all([1, 2, 3].map(id => second.during(id, never, work)))
  expect(most).toBe(1)
})

test('a damaged file of it counts as empty', () => {
  const file = join(scratchFolder(), 'in-work.json')
  writeFileSync(file, '[[1,{"cr')
  expect(nextStart(file).isSuspect(1)).toBe(false)
})

/** Two tracks of five are named so that the worker does over them what their names say. */
function deadlyLibrary(names: string[]): { folder: string; db: Database; paths: string[] } {
  const folder = scratchFolder()
  const db = scratchDatabase(folder)
  const ids = fillLibrary(db, folder, 5, 2)
  const paths = names.map((name, at) => {
    const path = join(folder, name)
    renameSync(join(folder, `${at}.wav`), path)
    db.prepare('UPDATE tracks SET path = ? WHERE id = ?').run(Buffer.from(path), ids[at])
    return path
  })
  return { folder, db, paths }
}

test('a file over which the process crashes is left out after it was tried apart, and everything else is heard', async () => {
  const { folder, db, paths } = deadlyLibrary(['crashes.wav'])
  expect(await run(folder)).toBe('SIGSEGV')
  expect(await run(folder)).toBe(0)
  const failures = failureStatements(db)
  const [path] = paths
  expect(failures.all()).toMatchObject([{ path, stage: 'decode', code: 'decoder-crashed' }])
  const analyses = analysisStatements(db)
  const modelId = modelStatements(db).idOf(model.id, model.version)
  expect([analyses.count(modelId), analyses.pending(modelId, 1)]).toEqual([4, []])

  // Another version of Earshot tries again by itself.
  db.prepare("UPDATE failures SET tried_by = '0.0.1'").run()
  expect(analyses.pending(modelId, 1)).toHaveLength(1)
})

test('a file over which the process is killed again and again is never left out', async () => {
  const { folder, db, paths } = deadlyLibrary(['kills.wav'])
  const failures = failureStatements(db)
  const analyses = analysisStatements(db)
  const modelId = modelStatements(db).idOf(model.id, model.version)
  expect(await run(folder)).toBe('SIGKILL')
  for (let turn = 0; turn < 2; turn++) {
    expect(await run(folder)).toBe(0)
    expect(failures.all()).toMatchObject([{ path: paths[0], code: 'interrupted' }])
    expect([analyses.count(modelId), analyses.pending(modelId, 1).length]).toEqual([4, 1])
  }
})

test('where nothing went well, a crash is held against no file', async () => {
  const { folder, db } = deadlyLibrary([
    'crashes 0.wav',
    'crashes 1.wav',
    'crashes 2.wav',
    'crashes 3.wav',
    'crashes 4.wav'
  ])
  expect(await run(folder)).toBe('SIGSEGV')
  expect(await run(folder)).toBe('SIGSEGV')
  expect(failureStatements(db).count()).toBe(0)
  const modelId = modelStatements(db).idOf(model.id, model.version)
  expect(analysisStatements(db).pending(modelId, 1)).toHaveLength(5)
})

/** The signal or the code that one process of analysis ends with. */
function run(folder: string): Promise<string | number | null> {
  const file = fileURLToPath(new URL('./analyse-child.ts', import.meta.url))
  const child = spawn(process.execPath, [file, folder, 'deadly'], { stdio: 'ignore' })
  return new Promise(resolve => child.once('exit', (code, signal) => resolve(signal ?? code)))
}
