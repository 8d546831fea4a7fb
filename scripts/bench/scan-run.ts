// One library scanned in a process of its own. usage: node scan-run.ts DATA MODELS RESCANS MUSIC…
// Prints JSON: milliseconds of the first scan and of each rescan, and the most memory that the process took.
import { readFileSync } from 'node:fs'
import { createEngine } from '../../src-main/engine/engine.ts'

export interface ScanRun {
  first: number
  again: number[]
  /** Of the processor, for the first scan. */
  processor: number
  /** Bytes; null where the system does not say. */
  peak: number | null
  files: number
}

const [dataFolder, modelsFolder, rescans, ...music] = process.argv.slice(2) as [string, string, string]
const engine = await createEngine({ dataFolder, modelsFolder, analyseAfterScan: false })

async function scanned(ask: () => Promise<unknown>): Promise<number> {
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

const used = process.cpuUsage()
const first = await scanned(() => engine.call('library.addFolders', { paths: music }))
const { user, system } = process.cpuUsage(used)
const again: number[] = []
for (let run = 0; run < Number(rescans); run++)
  again.push(await scanned(() => engine.call('library.scan', {})))
const { tracks } = await engine.call('library.overview', {})
await engine.close()
const peak =
  process.platform === 'linux'
    ? Number(/VmHWM:\s+(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1]) * 1024
    : null
console.log(
  JSON.stringify({ first, again, processor: (user + system) / 1000, peak, files: tracks } satisfies ScanRun)
)
