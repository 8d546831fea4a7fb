import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, it } from 'vitest'
import { databaseFile } from '../../src-main/core/database/files.ts'
import { createEngine, type Engine } from '../../src-main/engine/engine.ts'
import { writeWav } from '../support/audio.ts'
import { scratchFolder } from '../support/database.ts'

const modelsFolder = resolve(import.meta.dirname, '../../models')

async function opened(): Promise<{ engine: Engine; dataFolder: string; music: string }> {
  const work = scratchFolder()
  const dataFolder = join(work, 'data')
  const music = join(work, 'music')
  mkdirSync(music)
  for (let i = 0; i < 3; i++) writeWav(join(music, `${i}.wav`), { seconds: 2, hz: 200 + i })
  const options = { dataFolder, modelsFolder, analyseAfterScan: false, dailyBackups: true }
  return { engine: await createEngine(options), dataFolder, music }
}

const gone = { code: 'database-gone' }

it('claims nothing once the data folder is gone: requests, jobs, and what is left behind', async () => {
  const { engine, dataFolder, music } = await opened()
  await engine.call('library.addFolders', { paths: [music] })
  const ended = new Promise(done => engine.on('job', job => job.state !== 'running' && done(job)))
  rmSync(dataFolder, { recursive: true })
  await expect(ended).resolves.toMatchObject({ state: 'failed', error: gone })
  await expect(engine.call('library.overview', {})).rejects.toMatchObject(gone)
  await expect(engine.call('playlists.create', { name: 'Lost' })).rejects.toMatchObject(gone)
  await expect(engine.call('search.query', { text: 'piano' })).rejects.toMatchObject(gone)
  await engine.close()
  expect(existsSync(dataFolder)).toBe(false)
})

it('tells another database in its place from its own', async () => {
  const { engine, dataFolder } = await opened()
  renameSync(dataFolder, `${dataFolder} moved`)
  mkdirSync(dataFolder)
  writeFileSync(databaseFile(dataFolder), 'another')
  await expect(engine.call('library.overview', {})).rejects.toMatchObject(gone)
  await engine.close()
})
