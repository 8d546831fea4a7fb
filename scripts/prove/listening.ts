import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { generator } from '../../src-main/core/kernels/random.ts'
import { writeWav } from '../../tests/support/audio.ts'
import { asked, earshot } from './command.ts'

/**
 * Analyses that are killed again and again, and whose drive goes away in the middle: in the end every track is heard,
 * and nothing is held against any. `listening.ts [--tracks 24] [--kills 20] [--drives 5]`
 */
const { values } = parseArgs({
  options: {
    tracks: { type: 'string', default: '24' },
    kills: { type: 'string', default: '20' },
    drives: { type: 'string', default: '5' }
  }
})
const [tracks, kills, drives] = [Number(values.tracks), Number(values.kills), Number(values.drives)]
const work = mkdtempSync(join(tmpdir(), 'earshot-listening-'))
const random = generator(7)
let losses = 0

interface Status {
  tracks: number
  analysed: number
  failed: { path: string; code: string }[]
}

const pause = (ms: number): Promise<void> => new Promise(resolve => setTimeout(resolve, ms))

/** Kills fall into the start of the process, the models' opening, and the hearing itself. */
async function killed(): Promise<void> {
  const [music, data] = library('killed')
  await asked(data, ['scan', music])
  let cut = 0
  for (let kill = 0; kill < kills; kill++) {
    const run = earshot(data, ['analyse'])
    const over = await Promise.race([run.ended, pause(700 + random() * 3000)])
    if (over === undefined) {
      run.kill()
      await run.ended
      cut++
    }
  }
  await earshot(data, ['analyse']).ended
  await settle('kills', data, `${cut} of ${kills} runs killed`)
}

/** A drive is a bind mount that is taken away under open files (root), else a folder that is renamed. */
async function away(): Promise<void> {
  const [music, data] = library('drive')
  const drive = join(work, 'mounted')
  mkdirSync(drive)
  const real = mount(music, drive)
  const folder = real ? drive : music
  await asked(data, ['scan', folder])
  for (let turn = 0; turn < drives; turn++) {
    const run = earshot(data, ['analyse'])
    await pause(1500 + random() * 2500)
    if (real) spawnSync('umount', ['-l', drive])
    else renameSync(music, `${music}-away`)
    await run.ended
    // As a scan in the meantime marks them.
    if (turn % 2 === 1) await earshot(data, ['scan']).ended
    if (real) mount(music, drive)
    else renameSync(`${music}-away`, music)
  }
  await earshot(data, ['analyse']).ended
  await settle(
    'drive',
    data,
    `${drives} times away${real ? ' (unmounted)' : ' (renamed: no right to mount here)'}`
  )
  if (real) spawnSync('umount', ['-l', drive])
}

function mount(music: string, drive: string): boolean {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return false
  return spawnSync('mount', ['--bind', music, drive]).status === 0
}

function library(name: string): [music: string, data: string] {
  const [music, data] = [join(work, name), join(work, `${name}-data`)]
  mkdirSync(music)
  for (let i = 0; i < tracks; i++)
    writeWav(join(music, `${i}.wav`), { seconds: 12, hz: 200 + 20 * i, shape: 'chirp', sampleRate: 16_000 })
  return [music, data]
}

async function settle(what: string, data: string, how: string): Promise<void> {
  const status = await asked<Status>(data, ['status', '--failures'])
  const lost = status.tracks - status.analysed + status.failed.length
  losses += lost
  console.log(
    `${what}: ${how}; ${status.analysed} of ${status.tracks} heard, ${status.failed.length} held, ${lost} losses`
  )
}

try {
  await killed()
  await away()
} finally {
  if (existsSync(join(work, 'mounted'))) spawnSync('umount', ['-l', join(work, 'mounted')])
  rmSync(work, { recursive: true, force: true })
}
console.log(`${losses} losses`)
process.exitCode = losses === 0 ? 0 : 1
