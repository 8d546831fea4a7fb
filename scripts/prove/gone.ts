import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readlinkSync,
  renameSync,
  rmSync,
  writeFileSync
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { writeWav } from '../../tests/support/audio.ts'
import { asked, earshot } from './command.ts'

/**
 * The data folder goes away while a command runs: each command, at several moments. It must end with an error, claim
 * nothing, and make nothing in the old place; or have been done before. `gone.ts [--moments 0,50,…]` (milliseconds after
 * the database was opened)
 */
const { values } = parseArgs({ options: { moments: { type: 'string', default: '0,50,300,900' } } })
const moments = values.moments.split(',').map(Number)
const work = mkdtempSync(join(tmpdir(), 'earshot-gone-'))
const [music, data, kept] = [join(work, 'music'), join(work, 'data'), join(work, 'kept')]

const pause = (ms: number): Promise<null> => new Promise(resolve => setTimeout(resolve, ms, null))

/** When a process has the database open: what goes away before that is a library that never was. */
async function opened(pid: number): Promise<void> {
  if (process.platform !== 'linux') return void (await pause(1000))
  for (;;) {
    try {
      const files = readdirSync(`/proc/${pid}/fd`).map(file => readlinkSync(`/proc/${pid}/fd/${file}`))
      if (files.some(file => file.startsWith(data) && file.endsWith('earshot.db-wal'))) return
    } catch {
      // One was closed meanwhile, or the process has ended.
    }
    if (!existsSync(`/proc/${pid}`)) return
    await pause(5)
  }
}

async function prepare(): Promise<string[][]> {
  mkdirSync(music)
  for (let i = 0; i < 30; i++)
    writeWav(join(music, `${i}.wav`), { seconds: 12, hz: 200 + 20 * i, shape: 'chirp', sampleRate: 16_000 })
  const first = join(music, '0.wav')
  await asked(data, ['scan', music])
  await earshot(data, ['analyse']).ended
  for (let i = 30; i < 60; i++)
    writeWav(join(music, `${i}.wav`), { seconds: 12, hz: 200 + 20 * i, shape: 'chirp', sampleRate: 16_000 })
  await asked(data, ['playlist', 'create', 'One', first])
  const list = join(work, 'list.m3u8')
  writeFileSync(list, Array.from({ length: 20_000 }, (_, i) => `/nowhere/${i}.mp3`).join('\n'))
  return [
    ['scan'],
    ['scan', '--verify'],
    ['analyse'],
    ['search', 'a rising tone'],
    ['similar', first],
    ['describe', first],
    ['status'],
    ['doctor'],
    ['backup'],
    ['tag', 'suggest', first],
    ['tag', 'terms'],
    ['tag', 'audit'],
    ['tag', 'review', '--make'],
    ['playlist', 'list'],
    ['playlist', 'make', 'ten minutes of tones'],
    ['playlist', 'import', list],
    ['playlist', 'export', 'One', '--to', join(work, 'out')],
    ['export', join(work, 'all.json')]
  ]
}

let losses = 0
let errors = 0
let before = 0
try {
  mkdirSync(join(work, 'out'))
  for (const args of await prepare()) {
    for (const moment of moments) {
      const run = earshot(data, args)
      const done = await Promise.race([run.ended, opened(run.pid).then(() => pause(moment))])
      renameSync(data, kept)
      const { how, said } = done ?? (await run.ended)
      const made = existsSync(data)
      if (made) rmSync(data, { recursive: true })
      renameSync(kept, data)
      if (done !== null) before++
      else if (how !== 0) errors++
      const claimed = done === null && how === 0
      if (!claimed && !made) continue
      losses++
      console.log(
        `${args.join(' ')} after ${moment} ms: ended with ${how}${made ? ', made the folder again' : ''}: ${said.slice(-300)}`
      )
    }
  }
} finally {
  rmSync(work, { recursive: true, force: true })
}
console.log(`${errors} ended with an error, ${before} were done before, ${losses} losses`)
process.exitCode = losses === 0 ? 0 : 1
