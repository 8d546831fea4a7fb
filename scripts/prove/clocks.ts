import { mkdirSync, mkdtempSync, rmSync, utimesSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { writeWav } from '../../tests/support/audio.ts'
import { asked, earshot } from './command.ts'

/**
 * The clock jumps by years between one command and the next, back and forth, and files have times of the future and of
 * before 1970: nothing is lost, heard twice or left out. The clock is that of each process and of all its threads.
 */
const day = 24 * 3600 * 1000
const jumps = [0, 3650 * day, -3650 * day, 90 * day, -20_000 * day, 0]

const clockBy = (offset: number): string[] => [
  '--import',
  `data:text/javascript,const now=Date.now.bind(Date),D=Date;globalThis.Date=class extends D{constructor(...a){a.length?super(...a):super(now()+${offset})}static now(){return now()+${offset}}}`
]

interface Status {
  tracks: number
  available: number
  analysed: number
  failures: number
}

const work = mkdtempSync(join(tmpdir(), 'earshot-clocks-'))
const [music, data] = [join(work, 'music'), join(work, 'data')]
let losses = 0
try {
  mkdirSync(music)
  let files = 0
  for (const [turn, offset] of jumps.entries()) {
    for (let i = 0; i < 4; i++) {
      const path = join(music, `${files++}.wav`)
      writeWav(path, { seconds: 11, hz: 200 + 30 * files, sampleRate: 16_000, shape: 'chirp' })
      const time = [4e9, -1e6, 0, Date.now() / 1000][i]!
      utimesSync(path, time, time)
    }
    const commands = [
      ['scan', music],
      ['analyse'],
      ['search', 'a rising tone'],
      ['playlist', 'create', `List ${turn}`, join(music, '0.wav')],
      ['backup']
    ]
    for (const args of commands) {
      const { how, said } = await earshot(data, args, clockBy(offset)).ended
      if (how === 0) continue
      losses++
      console.log(`${args.join(' ')} at ${offset / day} days: ended with ${how}: ${said.slice(-300)}`)
    }
    const { tracks, available, analysed, failures } = await asked<Status>(data, ['status'])
    const lost = files - tracks + (files - available) + (files - analysed) + failures
    losses += lost
    console.log(`${offset / day} days: ${analysed} of ${files} files heard, ${lost} lost`)
  }
  const { playlists } = await asked<{ playlists: unknown[] }>(data, ['playlist', 'list'])
  losses += jumps.length - playlists.length
} finally {
  rmSync(work, { recursive: true, force: true })
}
console.log(`${losses} losses`)
process.exitCode = losses === 0 ? 0 : 1
