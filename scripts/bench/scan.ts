import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createEngine } from '../../src-main/engine/engine.ts'
import type { Engine } from '../../src-main/engine/engine.ts'
import { type BenchRow, spread } from './row.ts'

const formats = ['mp3', 'flac', 'ogg', 'opus', 'm4a'] as const

/** Made files: 2 s of a tone with tags, a thousand copies a folder, each with its own tail. */
function makeFiles(folder: string, count: number): void {
  const seeds = formats.map(format => {
    const path = join(folder, `seed.${format}`)
    const tags = [
      'title=A title',
      'artist=An artist',
      'album=An album',
      'genre=Ambient',
      'date=1987',
      'track=3'
    ]
    const metadata = tags.flatMap(tag => ['-metadata', tag])
    execFileSync('ffmpeg', ['-v', 'error', '-f', 'lavfi', '-i', 'sine=d=2', ...metadata, path])
    return readFileSync(path)
  })
  for (let i = 0; i < count; i++) {
    const at = join(folder, 'music', String(Math.floor(i / 1000)))
    if (i % 1000 === 0) mkdirSync(at, { recursive: true })
    const kind = i % formats.length
    writeFileSync(join(at, `${i}.${formats[kind]}`), Buffer.concat([seeds[kind]!, Buffer.from(String(i))]))
  }
}

async function scanOnce(engine: Engine, ask: () => Promise<unknown>): Promise<number> {
  const started = performance.now()
  const done = new Promise<void>(resolve => {
    const stop = engine.on('job', job => {
      if (job.kind !== 'scan' || job.state === 'running') return
      stop()
      resolve()
    })
  })
  await ask()
  await done
  return performance.now() - started
}

/** Files a second of a first scan, and what a rescan of unchanged files costs. */
export async function benchScan(work: string, modelsFolder: string, count = 10_000): Promise<BenchRow[]> {
  makeFiles(work, count)
  const first: number[] = []
  const again: number[] = []
  for (let run = 0; run < 3; run++) {
    const engine = await createEngine({
      dataFolder: join(work, `data-${run}`),
      modelsFolder,
      analyseAfterScan: false
    })
    const folder = join(work, 'music')
    const ms = await scanOnce(engine, () => engine.call('library.addFolders', { paths: [folder] }))
    first.push((count / ms) * 1000)
    again.push(await scanOnce(engine, () => engine.call('library.scan', {})))
    await engine.close()
  }
  return [
    {
      what: `first scan, ${count} files of five formats`,
      measured: spread(first, 'files/s'),
      aim: '1,500 files/s'
    },
    { what: `rescan, ${count} unchanged files`, measured: spread(again, 'ms'), aim: 'well under a second' }
  ]
}
