import { mkdirSync, renameSync, rmSync, statSync, utimesSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { createEngine, type Engine } from '../../src-main/engine/engine.ts'
import { writeWav } from '../../tests/support/audio.ts'
import { type BenchRow, spread } from './row.ts'

const changes = 10

/** How long until the library shows what somebody did to a file, and what it costs to watch many folders. */
export async function benchWatching(work: string, modelsFolder: string): Promise<BenchRow[]> {
  return [
    ...(await untilShown(join(work, 'watching'), modelsFolder)),
    await manyFolders(join(work, 'many'), modelsFolder)
  ]
}

async function untilShown(work: string, modelsFolder: string): Promise<BenchRow[]> {
  const music = join(work, 'music')
  for (let n = 0; n < 1000; n++) {
    mkdirSync(join(music, `${n}`), { recursive: true })
    for (let track = 0; track < 10; track++) tone(join(music, `${n}`, `${track}.wav`), 100 + n + track / 10)
  }
  const engine = await openWatching(work, modelsFolder, music)
  const acts: Record<string, (file: string, n: number) => void> = {
    new: (file, n) => tone(file, 2000 + n),
    changed: (file, n) => {
      tone(file, 3000 + n)
      utimesSync(file, new Date(), new Date(statSync(file).mtimeMs + 1000))
    },
    renamed: file => renameSync(file, `${file.slice(0, -4)} now.wav`),
    removed: file => rmSync(`${file.slice(0, -4)} now.wav`)
  }
  const rows: BenchRow[] = []
  for (const [what, act] of Object.entries(acts)) {
    const times: number[] = []
    for (let n = 0; n < changes; n++) {
      const before = await shown(engine)
      const begun = performance.now()
      act(join(music, `${n * 7}`, 'new.wav'), n)
      while ((await shown(engine)) === before) await setTimeout(50)
      times.push((performance.now() - begun) / 1000)
      await settled(engine)
    }
    rows.push({
      what: `a file that is ${what}, in a library of 10,000 in 1,000 folders, until the list shows it`,
      measured: spread(times, 's', 1),
      aim: '5 s'
    })
  }
  await engine.close()
  return rows
}

async function manyFolders(work: string, modelsFolder: string): Promise<BenchRow> {
  const music = join(work, 'music')
  for (let n = 0; n < 100_000; n++) mkdirSync(join(music, `${n % 300}`, `${n}`), { recursive: true })
  const before = process.memoryUsage.rss()
  const begun = performance.now()
  const engine = await openWatching(work, modelsFolder, music, false)
  const seconds = ((performance.now() - begun) / 1000).toFixed(1)
  const megabytes = Math.round((process.memoryUsage.rss() - before) / 1e6)
  const [root] = await engine.call('library.watched', {})
  await engine.close()
  return {
    what: '100,300 empty folders: until all are watched, their first scan beside it; what the process grew by',
    measured: `${seconds} s, ${megabytes} MB; ${root?.how === 'watched' ? 'all watched' : 'as many as the system lets it'}`,
    aim: 'bounded'
  }
}

async function openWatching(
  work: string,
  modelsFolder: string,
  music: string,
  scanned = true
): Promise<Engine> {
  const options = { dataFolder: join(work, 'data'), modelsFolder, analyseAfterScan: false, startUp: true }
  const engine = await createEngine(options)
  await engine.call('library.addFolders', { paths: [music] })
  while ((await engine.call('library.watched', {})).length === 0) await setTimeout(20)
  if (scanned) await settled(engine)
  return engine
}

async function settled(engine: Engine): Promise<void> {
  while ((await engine.call('jobs.list', {})).some(({ state }) => state === 'running')) await setTimeout(20)
}

/** All that a change of a file can alter in what the library says of it. */
async function shown(engine: Engine): Promise<string> {
  const { available, bytes, duration } = await engine.call('library.overview', {})
  const { ids } = await engine.call('library.list', { sort: 'title', descending: false })
  const paths = await engine.call('library.paths', { ids: [...ids] })
  return JSON.stringify([available, bytes, duration, paths])
}

/** A tenth of a second more for a higher one, so that no change leaves all as it was. */
function tone(path: string, hz: number): void {
  writeWav(path, { seconds: 0.1 + hz / 1e5, hz, sampleRate: 8000, channels: 1 })
}
