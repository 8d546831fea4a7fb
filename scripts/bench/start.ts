import { execFileSync, spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type BenchRow, spread } from './row.ts'

const root = join(import.meta.dirname, '../..')
const cli = join(root, 'src-main/cli/main.ts')

/** Resident memory of a process, MB, from the kernel's own account (Linux). */
function residentOf(pid: number): number {
  const line = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))
  return Number(line?.[1] ?? Number.NaN) / 1024
}

async function memoryAtRest(dataFolder: string): Promise<number> {
  const child = spawn(process.execPath, [cli, '--data', dataFolder, 'serve', '--port', '0'], {
    stdio: 'ignore'
  })
  try {
    // Long enough for the search worker to warm up and settle.
    await new Promise(resolve => setTimeout(resolve, 20_000))
    return residentOf(child.pid ?? 0)
  } finally {
    child.kill('SIGTERM')
    await new Promise(resolve => child.once('exit', resolve))
  }
}

/** Process start to the first answer, whole command; memory of an idle server. `dataFolder` must hold a library. */
export async function benchStart(dataFolder: string): Promise<BenchRow[]> {
  const times: number[] = []
  for (let run = 0; run < 6; run++) {
    const started = performance.now()
    const words = ['heavy metal', 'sad piano', 'dark drone', 'folk dance', 'choir', 'fast drums'][run]!
    execFileSync(process.execPath, [cli, '--data', dataFolder, 'search', words, '--json'], { stdio: 'pipe' })
    times.push(performance.now() - started)
  }
  return [
    {
      what: 'process start to first answer (the whole search command)',
      measured: spread(times.slice(1), 'ms'),
      aim: '2 s'
    },
    {
      what: 'memory of the idle server',
      measured: `${(await memoryAtRest(dataFolder)).toFixed(0)} MB`,
      aim: '150 MB'
    }
  ]
}
