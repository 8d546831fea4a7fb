import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { Worker } from 'node:worker_threads'
import { afterEach, beforeEach, expect, it } from 'vitest'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'earshot telemetry '))
  mkdirSync(join(folder, 'home'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const at = (path: string): string => JSON.stringify(resolve(path))

/** Runs code as at somebody's home, where nothing says that this is a test. */
function atHome(code: string): void {
  writeFileSync(join(folder, 'run.mjs'), code)
  execFileSync(process.execPath, [join(folder, 'run.mjs')], {
    env: {
      ...process.env,
      HOME: join(folder, 'home'),
      ...{ CI: undefined, XDG_CACHE_HOME: undefined, ORT_DISABLE_TELEMETRY: undefined }
    },
    stdio: ['ignore', 'ignore', 'inherit']
  })
}

/** The runtime would write a number of the machine there, and what it is to send. */
const left = (): string[] => readdirSync(join(folder, 'home'), { recursive: true }).map(String)

it('a model that is opened tells nobody', () => {
  atHome(`import { TextTower, textTowerOf } from ${at('src-main/core/inference/text-tower.ts')}
    import { loadRegistry } from ${at('src-main/core/inference/registry.ts')}
    const tower = await TextTower.open(textTowerOf(loadRegistry(${at('models')}).default))
    await tower.release()`)
  expect(left()).toEqual([])
})

it('nor does one in a thread', () => {
  atHome(`import { pathToFileURL } from 'node:url'
    import { openDatabase } from ${at('src-main/core/database/open.ts')}
    import { SearchClient } from ${at('src-main/engine/features/search/search-client.ts')}
    const dataFolder = ${JSON.stringify(folder)}
    openDatabase(dataFolder).close()
    const worker = pathToFileURL(${at('src-main/engine/workers/search.worker.ts')})
    const phrasesFolder = ${at('resources/phrases')}
    const client = new SearchClient(worker, { dataFolder, modelsFolder: ${at('models')}, phrasesFolder })
    await client.query({ text: 'sad piano', limit: 5, all: false })
    await client.close()`)
  expect(left()).toEqual([])
})

it('a thread that was started without having it forbidden loads no model', async () => {
  const code = `const { parentPort } = require('node:worker_threads')
    import(${at('src-main/core/inference/session.ts')})
      .then(({ openSession }) => openSession(${at('models/earshot-mulan-2/text.onnx')}, 'cpu'))
      .then(() => parentPort.postMessage('opened'), thrown => parentPort.postMessage(thrown.message))`
  const worker = new Worker(code, { eval: true, env: { ...process.env, ORT_DISABLE_TELEMETRY: undefined } })
  const told = await new Promise(resolve => worker.once('message', resolve))
  await worker.terminate()
  expect(told).toContain('would report to its makers')
})
