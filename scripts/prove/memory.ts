import {
  closeSync,
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeSync
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runFfmpeg, writeWav } from '../../tests/support/audio.ts'
import { earshot } from './command.ts'

/**
 * Files made to take memory: the most that scan, analysis and each decoder take over them (Linux; `/proc` is asked every
 * 50 ms). Holes on the disk stand for zeros, so that little of it is used.
 */
const most = { scan: 700e6, analysis: 900e6, decoder: 800e6 }

const work = mkdtempSync(join(tmpdir(), 'earshot-memory-'))
const music = join(work, 'music')

function makeBombs(): void {
  mkdirSync(music)
  const at = (name: string): string => join(music, name)
  const wav = writeWav(at('plain.wav'), { seconds: 3 })
  for (const name of ['a.flac', 'a.mp3', 'a.ogg', 'a.m4a']) runFfmpeg(['-i', wav, at(name)])
  for (const name of ['a.flac', 'a.mp3', 'a.ogg']) {
    const tailed = at(`tail-${name}`)
    copyFileSync(at(name), tailed)
    truncateSync(tailed, 1_500_000_000)
  }
  const sound = readFileSync(at('a.mp3'))
  const size = (n: number): Buffer => Buffer.of((n >> 21) & 127, (n >> 14) & 127, (n >> 7) & 127, n & 127)
  const long = 200_000_000
  for (const frame of ['APIC', 'TIT2', 'COMM']) {
    const head = Buffer.concat([
      Buffer.from('ID3\u0004\u0000\u0000', 'latin1'),
      size(long + 10),
      Buffer.from(frame),
      size(long),
      Buffer.of(0, 0, 3)
    ])
    holed(at(`id3-${frame}.mp3`), head, long - 1, sound)
  }
  const plain = readFileSync(wav)
  const list = Buffer.alloc(20)
  list.write('LIST', 0)
  list.writeUInt32LE(long, 4)
  list.write('INFOINAM', 8)
  list.writeUInt32LE(long - 12, 16)
  holed(at('list.wav'), Buffer.concat([plain.subarray(0, 36), list]), long - 12, plain.subarray(36))
  const wide = Buffer.from(plain.subarray(0, 44))
  wide.writeUInt16LE(60, 22)
  wide.writeUInt32LE(192_000, 24)
  wide.writeUInt32LE(192_000 * 120, 28)
  wide.writeUInt16LE(120, 32)
  wide.writeUInt32LE(long, 40)
  holed(at('wide.wav'), wide, long, Buffer.alloc(0))
  runFfmpeg(['-f', 'lavfi', '-i', 'anullsrc=r=96000:cl=7.1:d=900', at('silence.flac')])
}

function holed(path: string, head: Buffer, hole: number, tail: Buffer): void {
  const file = openSync(path, 'w')
  writeSync(file, head)
  writeSync(file, tail, 0, tail.length, head.length + hole)
  closeSync(file)
  if (tail.length === 0) truncateSync(path, head.length + hole)
}

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
    makeBombs()
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
