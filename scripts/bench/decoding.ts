import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'

/** Seconds: by the clock, and of the processor. */
export interface Spent {
  clock: number
  processor: number
}

/**
 * What some work takes. `own`: the time of this process counts, too; else only that of the programs that were started
 * and have ended. Where the system does not tell that of programs (all but Linux) the processor's is no number.
 */
export async function spentOn(work: () => Promise<unknown>, { own }: { own: boolean }): Promise<Spent> {
  const [before, processor, began] = [programSeconds(), process.cpuUsage(), performance.now()]
  await work()
  const { user, system } = process.cpuUsage(processor)
  const programs = programSeconds() - before
  return {
    clock: (performance.now() - began) / 1000,
    processor: own ? programs + (user + system) / 1e6 : programs
  }
}

/** Ticks of the system's clock a second, of which proc(5) counts. */
const ticks = 100

function programSeconds(): number {
  if (process.platform !== 'linux') return Number.NaN
  const stat = readFileSync('/proc/self/stat', 'utf8')
  const [user, system] = stat
    .slice(stat.lastIndexOf(')') + 2)
    .split(' ')
    .slice(13, 15)
    .map(Number)
  return (user! + system!) / ticks
}

/** ffmpeg alone makes 16 kHz mono of all files, one a core at a time: what no analysis can be below. */
export function decodeAll(ffmpeg: string, files: readonly string[]): Promise<void> {
  return each(files, file => runFfmpeg(ffmpeg, file, ['-ac', '1', '-ar', '16000', '-f', 'f32le', 'pipe:1']))
}

/** ffmpeg's own filter measures loudness with true peak. */
export function measureLoudness(ffmpeg: string, files: readonly string[]): Promise<void> {
  return each(files, file => runFfmpeg(ffmpeg, file, ['-filter:a', 'ebur128=peak=true', '-f', 'null', '-']))
}

function runFfmpeg(ffmpeg: string, file: string, output: readonly string[]): Promise<void> {
  const input = ['-nostdin', '-v', 'error', '-threads', '1', '-i', `file:${file}`, '-map', '0:a:0']
  return run(ffmpeg, [...input, ...output])
}

async function each(files: readonly string[], work: (file: string) => Promise<void>): Promise<void> {
  const waiting = [...files]
  const next = async (): Promise<void> => {
    for (let file = waiting.shift(); file !== undefined; file = waiting.shift()) await work(file)
  }
  await Promise.all(Array.from({ length: availableParallelism() }, next))
}

/** What it writes is read and dropped. Rejects with what it said where it fails, and past `limit` milliseconds. */
export function run(program: string, args: readonly string[], limit?: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      stdio: ['ignore', 'pipe', 'pipe'],
      ...(limit === undefined ? {} : { timeout: limit, killSignal: 'SIGKILL' as const })
    })
    let said = ''
    child.stdout.resume()
    child.stderr.setEncoding('utf8').on('data', (text: string) => (said = (said + text).slice(-2000)))
    child.once('error', reject)
    // What it started itself may hold its pipes for longer.
    child.once('exit', (_, signal) => {
      if (signal === 'SIGKILL' && limit !== undefined)
        reject(new Error(`it took longer than ${limit / 1000} s`))
    })
    child.once('close', code => (code === 0 ? resolve() : reject(new Error(lastLine(said)))))
  })
}

const lastLine = (text: string): string => text.trim().split('\n').at(-1)?.slice(0, 200) ?? ''
