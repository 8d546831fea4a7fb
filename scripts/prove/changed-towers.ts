import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { toFailure } from '#contract/errors.ts'
import { packsFolderOf, readInstalled } from '../../src-main/core/inference/packs/installed.ts'
import { loadRegistry, modelFile, type Model } from '../../src-main/core/inference/registry.ts'
import { generator } from '../../src-main/core/kernels/random.ts'
import { createEngine, type Engine } from '../../src-main/engine/engine.ts'
import { writeWav } from '../../tests/support/audio.ts'
import { writeClapPack } from '../../tests/support/clap-pack.ts'
import { settled } from '../../tests/support/jobs.ts'

/**
 * Bytes of towers change on the disk, and the files keep their size and time: no search and no analysis goes on with
 * them, and the doctor tells, for the model that comes along and for a pack.
 */

/** So many bytes are changed, or half of a smaller file. */
const changedBytes = 57_000
const places = 4

const work = mkdtempSync(join(tmpdir(), 'earshot-towers-'))
const dataFolder = join(work, 'data')
const modelsFolder = join(work, 'models')
const music = join(work, 'music')
const random = generator(1)
const lost: string[] = []
let tried = 0

async function withEngine<Result>(ask: (engine: Engine) => Promise<Result>): Promise<Result> {
  const engine = await createEngine({ dataFolder, modelsFolder, analyseAfterScan: false })
  try {
    return await ask(engine)
  } finally {
    await engine.close()
  }
}

const codeOf = (asked: Promise<unknown>): Promise<string> =>
  asked.then(
    () => 'answered',
    (thrown: unknown) => toFailure(thrown).code
  )

/** How a search, an analysis and the doctor take the models as they lie there. */
async function look(model: Model): Promise<{ search: string; analysis: string; doctor: string }> {
  // A file of its own each time: what was heard already is not heard again.
  writeWav(join(music, `${tried}.wav`), { seconds: 11, hz: 200 + tried })
  return withEngine(async engine => {
    await engine.call('library.scan', {})
    await settled(engine)
    const search = await codeOf(engine.call('search.query', { text: `a quiet piano ${tried}` }))
    const { id } = await engine.call('analysis.start', {})
    await settled(engine)
    const job = (await engine.call('jobs.list', {})).find(one => one.id === id)
    const { models } = await engine.call('system.doctor', {})
    return {
      search,
      analysis: job?.error?.code ?? job?.state ?? 'gone',
      doctor: models.find(one => one.id === model.id)?.state ?? 'gone'
    }
  })
}

/** Changes bytes of a file at a random place, and puts its times back; gives what makes it whole again. */
function change(path: string): () => void {
  const { atime, mtime } = statSync(path)
  const whole = readFileSync(path)
  const spoilt = Buffer.from(whole)
  const count = Math.min(changedBytes, whole.length >> 1)
  const from = Math.floor(random() * (whole.length - count))
  for (let i = from; i < from + count; i++) spoilt[i]! ^= 1 + Math.floor(random() * 255)
  const put = (bytes: Buffer): void => {
    writeFileSync(path, bytes)
    utimesSync(path, atime, mtime)
  }
  put(spoilt)
  return () => put(whole)
}

async function tryModel(model: Model): Promise<void> {
  for (const role of ['text', 'audio', 'tokenizer'] as const) {
    const expected = {
      search: role === 'audio' ? 'answered' : 'model-corrupt',
      analysis: 'model-corrupt',
      doctor: 'corrupt'
    }
    for (let place = 0; place < places; place++) {
      tried++
      const mend = change(modelFile(model, role))
      const found = await look(model)
      mend()
      if (JSON.stringify(found) !== JSON.stringify(expected))
        lost.push(`${model.id}, ${role}: ${JSON.stringify(found)}`)
    }
  }
  tried++
  const whole = await look(model)
  if (whole.search !== 'answered' || whole.analysis !== 'done' || whole.doctor !== 'ok')
    lost.push(`${model.id}, whole: ${JSON.stringify(whole)}`)
}

try {
  mkdirSync(music)
  cpSync(join(import.meta.dirname, '../../models'), modelsFolder, { recursive: true })
  await withEngine(engine => engine.call('library.addFolders', { paths: [music] }))
  const { default: shipped } = loadRegistry(modelsFolder)
  await look(shipped)
  await tryModel(shipped)

  const pack = writeClapPack(join(work, 'tiny'))
  await withEngine(async engine => {
    const { licence } = await engine.call('models.inspect', { paths: [pack], id: 'tiny' })
    await engine.call('models.add', { paths: [pack], id: 'tiny', licence })
    await settled(engine)
    await engine.call('models.use', { id: 'tiny' })
    await settled(engine)
  })
  const installed = await withEngine(async engine => (await engine.call('models.list', {})).models)
  if (installed.find(one => one.id === 'tiny')?.inUse !== true) throw new Error('The pack is not in use.')

  await tryModel(readInstalled(packsFolderOf(dataFolder)).models.find(one => one.id === 'tiny')!)
  console.log(`${tried} looks at changed and whole towers of two models: ${lost.length} losses`)
  for (const one of lost) console.log(`  ${one}`)
} finally {
  rmSync(work, { recursive: true, force: true })
}
process.exitCode = lost.length === 0 ? 0 : 1
