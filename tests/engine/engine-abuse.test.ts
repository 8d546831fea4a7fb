import { cpSync, existsSync, globSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { errorCodes, EarshotError } from '#contract/errors.ts'
import { requests, type RequestName } from '#contract/requests.ts'
import { generator } from '../../src-main/core/kernels/random.ts'
import { createEngine, type Engine } from '../../src-main/engine/engine.ts'
import { writeWav } from '../support/audio.ts'
import { everyStepIsTold } from '../support/every-step.ts'
import { jobEnd, settled } from '../support/jobs.ts'

// The first analysis tries every provider there is, which takes its time on a busy machine.
const modelsFolder = resolve(import.meta.dirname, '../../models')
const work = mkdtempSync(join(tmpdir(), 'earshot-abuse-'))
const music = join(work, 'music')
const open: Engine[] = []

async function engineOn(name: string, options: { analyseAfterScan?: boolean } = {}): Promise<Engine> {
  const dataFolder = join(work, name)
  keepProviders(dataFolder)
  const engine = await createEngine({ dataFolder, modelsFolder, ...options })
  open.push(engine)
  return engine
}

/** Which provider is best was found out for one data folder; the others need not try them all again. */
function keepProviders(dataFolder: string): void {
  const [known] = globSync(join(work, '*', 'providers.json'))
  if (known === undefined || existsSync(dataFolder)) return
  mkdirSync(dataFolder)
  cpSync(known, join(dataFolder, 'providers.json'))
}

beforeAll(() => {
  mkdirSync(music)
  for (let i = 0; i < 8; i++)
    writeWav(join(music, `${i}.wav`), { seconds: 11, hz: 100 + 50 * i, channels: 1 })
})
afterEach(async () => {
  await Promise.all(open.splice(0).map(engine => engine.close()))
})
afterAll(() => rmSync(work, { recursive: true, force: true }))

const keys = [
  'id',
  'ids',
  'path',
  'paths',
  'folderIds',
  'text',
  'limit',
  'all',
  'sort',
  'descending',
  'ffmpeg',
  '__proto__'
]
const values: (() => unknown)[] = [
  () => null,
  () => undefined,
  () => true,
  () => -1,
  () => 0,
  () => 1,
  () => 2 ** 53,
  () => Number.NaN,
  () => 1.5,
  () => '',
  () => '\u0000',
  () => '\udc80/\ud800',
  () => '../../etc/passwd',
  () => '/dev/zero',
  () => 'artist:"unclosed -( | : year:..',
  () => 'x'.repeat(30_000),
  () => [],
  () => [1, 'two', null],
  () => [2 ** 31, 7],
  () => ['/nowhere', ''],
  () => ({ length: 1e9 }),
  () => new Date(0),
  () => 10n
]

function junk(random: () => number): unknown {
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!
  if (random() < 0.2) return pick(values)()
  const input: Record<string, unknown> = {}
  for (let i = Math.floor(random() * 4); i >= 0; i--) input[pick(keys)] = pick(values)()
  return input
}

describe('junk', () => {
  const names = (Object.keys(requests) as RequestName[]).filter(name => !name.startsWith('shell.'))

  it('is answered by an error of the list or by a value, and the engine lives on', async () => {
    const engine = await engineOn('junk')
    const random = generator(20_261)
    for (const name of names) {
      for (let i = 0; i < 40; i++) {
        const input = junk(random)
        try {
          await engine.call(name, input as never)
        } catch (thrown) {
          expect(thrown, name).toBeInstanceOf(EarshotError)
          const { code, message } = thrown as EarshotError
          expect(errorCodes, name).toContain(code)
          // `internal` would be a hole in a handler.
          expect(`${name}: ${code} ${message}`).not.toContain('internal')
          expect(message.trim(), name).toMatch(/[.!?]$/)
        }
      }
    }
    await settled(engine)
    expect(await engine.call('jobs.list', {})).toBeInstanceOf(Array)
  })

  it.each(['library.burn', 'constructor', '__proto__', 'toString', '', 'shell.reveal'])(
    'a request that is none of its own (%s) is refused',
    async name => {
      const engine = await engineOn('junk')
      await expect(engine.call(name as never, {} as never)).rejects.toMatchObject({ code: 'unknown-request' })
    }
  )
})

describe('cancelling', () => {
  it('ends a request', async () => {
    const engine = await engineOn('cancel')
    const controller = new AbortController()
    const call = engine.call('search.query', { text: 'anything at all' }, controller.signal)
    controller.abort()
    await expect(call).rejects.toMatchObject({ code: 'cancelled' })
  })

  it('stops the analysis, keeps what was heard, and goes on from there', async () => {
    const engine = await engineOn('stopped', { analyseAfterScan: false })
    await engine.call('library.addFolders', { paths: [music] })
    await jobEnd(engine, 'scan')
    everyStepIsTold()
    const job = await engine.call('analysis.start', {})
    const stopping = new Promise<undefined>(done => {
      const off = engine.on('job', async seen => {
        if (seen.kind !== 'analysis' || seen.done < 2) return
        off()
        await engine.call('jobs.cancel', { id: job.id })
        done(undefined)
      })
    })
    await stopping
    expect(await jobEnd(engine, 'analysis')).toMatchObject({ state: 'cancelled' })
    const { analysed } = await engine.call('library.overview', {})
    expect(analysed).toBeGreaterThanOrEqual(2)
    expect(analysed).toBeLessThan(8)
    const rest = await engine.call('analysis.start', {})
    await settled(engine)
    const ended = (await engine.call('jobs.list', {})).find(({ id }) => id === rest.id)
    expect(ended).toMatchObject({ state: 'done', done: 8 - analysed })
  })

  it('by closing in mid-work is clean: reopened, it goes on', async () => {
    const first = await engineOn('closed')
    await first.call('library.addFolders', { paths: [music] })
    await new Promise<undefined>(done => {
      first.on('job', job => {
        if (job.kind === 'analysis' && job.done >= 1) done(undefined)
      })
    })
    await first.close()
    const second = await engineOn('closed')
    const { analysed } = await second.call('library.overview', {})
    expect(analysed).toBeGreaterThanOrEqual(1)
    await second.call('analysis.start', {})
    expect(await jobEnd(second, 'analysis')).toMatchObject({ state: 'done', done: 8 - analysed })
  })
})

describe('two engines on one library', () => {
  it('both answer, one works', async () => {
    const first = await engineOn('shared')
    await first.call('library.addFolders', { paths: [music] })
    const second = await engineOn('shared', { analyseAfterScan: false })
    await expect(second.call('library.scan', {})).rejects.toMatchObject({ code: 'database-busy' })
    expect(await second.call('library.list', { sort: 'title', descending: false })).toHaveProperty('ids')
    await settled(first)
    expect(await second.call('library.overview', {})).toMatchObject({ tracks: 8, analysed: 8 })
    await second.call('library.scan', {})
    expect(await jobEnd(second, 'scan')).toMatchObject({ state: 'done', done: 0 })
  })
})

describe('without models', () => {
  it('scans and finds words; only hearing fails, with a reason', async () => {
    const engine = await createEngine({
      dataFolder: join(work, 'deaf'),
      modelsFolder: join(work, 'no-models')
    })
    open.push(engine)
    await engine.call('library.addFolders', { paths: [music] })
    await settled(engine)
    expect(await engine.call('library.overview', {})).toMatchObject({ tracks: 8, analysed: 0 })
    await expect(engine.call('analysis.start', {})).rejects.toMatchObject({ code: 'model-missing' })
    const { problems } = await engine.call('system.doctor', {})
    expect(problems.map(({ code }) => code)).toEqual(['model-missing'])
  })
})

it('a data folder that cannot be had is told plainly', async () => {
  const file = join(work, 'a-file')
  writeFileSync(file, '')
  await expect(createEngine({ dataFolder: file, modelsFolder })).rejects.toMatchObject({
    code: 'not-a-folder'
  })
})
