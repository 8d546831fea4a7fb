// One library scanned in a process of its own. usage: node scan-run.ts DATA MODELS RESCANS MUSIC…
// Prints JSON: what the first scan and each rescan took, and the most memory that the process took.
import { readFileSync } from 'node:fs'
import { createEngine } from '../../src-main/engine/engine.ts'

/** Milliseconds: by the clock, and of the processor. */
export interface ScanTime {
  clock: number
  processor: number
}

export interface ScanRun {
  first: ScanTime
  again: ScanTime[]
  /** Bytes; null where the system does not say. */
  peak: number | null
  files: number
}

const [dataFolder, modelsFolder, rescans, ...music] = process.argv.slice(2) as [string, string, string]
const engine = await createEngine({ dataFolder, modelsFolder, analyseAfterScan: false })

async function scanned(ask: () => Promise<unknown>): Promise<ScanTime> {
  const [started, used] = [performance.now(), process.cpuUsage()]
  const done = new Promise<void>(resolve => {
    const stop = engine.on('job', job => {
      if (job.kind !== 'scan' || job.state === 'running') return
      stop()
      resolve()
    })
  })
  await ask()
  await done
  const { user, system } = process.cpuUsage(used)
  return { clock: performance.now() - started, processor: (user + system) / 1000 }
}

const first = await scanned(() => engine.call('library.addFolders', { paths: music }))
const again: ScanTime[] = []
for (let run = 0; run < Number(rescans); run++)
  again.push(await scanned(() => engine.call('library.scan', {})))
const { tracks } = await engine.call('library.overview', {})
await engine.close()
const peak =
  process.platform === 'linux'
    ? Number(/VmHWM:\s+(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1]) * 1024
    : null
console.log(JSON.stringify({ first, again, peak, files: tracks } satisfies ScanRun))
