import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { makeBombs } from './bombs.ts'
import { earshot } from './command.ts'

/**
 * Files made to take memory: the most that scan, analysis and each decoder take over them (Linux; `/proc` is asked every
 * 50 ms).
 */
const most = { scan: 700e6, analysis: 900e6, decoder: 800e6 }

const work = mkdtempSync(join(tmpdir(), 'earshot-memory-'))
const music = join(work, 'music')

/** Resident bytes of a process, and of the largest that it started, by their peaks. */
function peaks(pid: number): { own: number; child: number } {
  return { own: peakOf(pid), child: Math.max(0, ...descendants(pid).map(peakOf)) }
}

function peakOf(pid: number): number {
  try {
    return Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) * 1024
  } catch {
    return 0
  }
}

function descendants(pid: number): number[] {
  try {
    const tasks = readdirSync(`/proc/${pid}/task`)
    const own = tasks.flatMap(task =>
      readFileSync(`/proc/${pid}/task/${task}/children`, 'utf8').trim().split(' ').filter(Boolean).map(Number)
    )
    return own.flatMap(child => [child, ...descendants(child)])
  } catch {
    return []
  }
}

async function measured(args: string[]): Promise<{ own: number; child: number }> {
  const run = earshot(join(work, 'data'), args)
  const highest = { own: 0, child: 0 }
  const timer = setInterval(() => {
    const { own, child } = peaks(run.pid)
    highest.own = Math.max(highest.own, own)
    highest.child = Math.max(highest.child, child)
  }, 50)
  const { how, said } = await run.ended
  clearInterval(timer)
  const last = said.trim().split('\n').slice(-3).join(' / ')
  console.log(`  ${args[0]!} ended with ${how}: ${last}`)
  return highest
}

const megabytes = (bytes: number): string => `${Math.round(bytes / 1e6)} MB`

if (process.platform === 'linux') {
  try {
    makeBombs(music)
    const scan = await measured(['scan', music])
    const analysis = await measured(['analyse'])
    console.log(
      `scan ${megabytes(scan.own)}, analysis ${megabytes(analysis.own)}, one decoder ${megabytes(analysis.child)}`
    )
    const over =
      Number(scan.own > most.scan) +
      Number(analysis.own > most.analysis) +
      Number(analysis.child > most.decoder)
    console.log(`${over} losses`)
    process.exitCode = over === 0 ? 0 : 1
  } finally {
    rmSync(work, { recursive: true, force: true })
  }
} else console.log('skipped: only Linux tells what a process took')
