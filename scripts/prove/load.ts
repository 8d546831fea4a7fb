import { spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, readdirSync, readlinkSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { parseArgs } from 'node:util'
import { makeLibrary } from '../bench/made-library.ts'
import { quantile } from '../bench/row.ts'
import { finished } from '../support/finished.ts'
import { openDatabase } from '../../src-main/core/database/open.ts'
import { loadRegistry } from '../../src-main/core/inference/registry.ts'
import { createEngine, type Engine } from '../../src-main/engine/engine.ts'
import { writeWav } from '../../tests/support/audio.ts'
import { serveLibrary, type Served } from '../../tests/support/fixture-serve.ts'

/**
 * What is asked under load: requests for music that are dropped leave no file open (and a drive can be taken out), a
 * list of 100,000 entries and a line of 36 MB hold nobody up, and a vocabulary of own terms as large as it may be is in
 * the way of no search. `load.ts [--terms 2000]`
 */
const modelsFolder = join(import.meta.dirname, '../../models')
const { values } = parseArgs({ options: { terms: { type: 'string', default: '2000' } } })
const ownTerms = Number(values.terms)
let losses = 0

function tell(what: string, figures: string, lost: boolean): void {
  if (lost) losses++
  console.log(`${what}: ${figures}${lost ? ' LOST' : ''}`)
}

const openBelow = (folder: string): number =>
  readdirSync('/proc/self/fd').filter(one => {
    try {
      return readlinkSync(`/proc/self/fd/${one}`).startsWith(folder)
    } catch {
      return false
    }
  }).length

async function dropped(served: Served): Promise<void> {
  if (process.platform !== 'linux')
    return console.log('dropped requests: skipped, only Linux shows open files')
  const drive = join(served.folder, 'drive')
  mkdirSync(drive)
  const mounted = process.getuid?.() === 0 && spawnSync('mount', ['--bind', served.music, drive]).status === 0
  const folder = mounted ? drive : served.music
  for (let i = 0; i < 12; i++) writeWav(join(served.music, `${i}.wav`), { seconds: 60, hz: 200 + i })
  // The drive lies outside the server's roots: the engine itself takes it.
  await served.engine.call('library.addFolders', { paths: [folder] })
  await finished(served.engine)
  const { ids } = await served.engine.call('library.list', { sort: 'path', descending: false })
  const { hostname, port } = new URL(served.origin)
  const head = `HTTP/1.1\r\nhost: ${served.host}\r\ncookie: ${served.cookie}\r\n\r\n`
  const drop = async (id: number): Promise<void> => {
    const socket = connect(Number(port), hostname)
    socket.on('error', () => null)
    socket.write(`GET /media/${id} ${head}`)
    await once(socket, 'data')
    socket.destroy()
  }
  for (let turn = 0; turn < 50; turn++) await Promise.all([...ids].map(drop))
  await new Promise(resolve => setTimeout(resolve, 1000))
  const left = openBelow(folder)
  tell('dropped requests', `${50 * ids.length} dropped, ${left} files open after a second`, left > 0)
  if (!mounted) return console.log('taking a drive out: skipped, no right to mount here')
  for (const id of ids) await drop(id)
  await new Promise(resolve => setTimeout(resolve, 1000))
  const out = spawnSync('umount', [drive], { encoding: 'utf8' })
  tell(
    'taking a drive out',
    `after ${ids.length} skips: ${out.status === 0 ? 'unmounted' : out.stderr.trim()}`,
    out.status !== 0
  )
  if (out.status !== 0) spawnSync('umount', ['-l', drive])
}

async function imports({ engine, folder }: Served): Promise<void> {
  const delay = monitorEventLoopDelay({ resolution: 5 })
  const path = join(folder, 'long.m3u8')
  writeFileSync(
    path,
    Array.from({ length: 100_000 }, (_, i) => `/nowhere/album ${i % 999}/${i}.mp3`).join('\n')
  )
  delay.enable()
  const began = performance.now()
  const [report] = await engine.call('playlists.import', { path })
  const seconds = (performance.now() - began) / 1000
  delay.disable()
  const held = delay.max / 1e6
  tell(
    'a list of 100,000 entries',
    `${report!.entries} in ${seconds.toFixed(1)} s, the engine held up for ${held.toFixed(0)} ms at most`,
    held > 1000 || report!.entries !== 100_000
  )
  const line = join(folder, 'line.m3u8')
  writeFileSync(line, Buffer.alloc(36_000_000, 'a'))
  delay.reset()
  delay.enable()
  const refused = await engine.call('playlists.import', { path: line }).then(
    () => 'taken',
    (thrown: Error) => thrown.message
  )
  delay.disable()
  tell(
    'a line of 36 MB',
    `"${refused}", held up for ${(delay.max / 1e6).toFixed(0)} ms`,
    refused === 'taken' || delay.max > 1e9
  )
}

async function terms(dataFolder: string): Promise<void> {
  const db = openDatabase(dataFolder)
  makeLibrary(db, loadRegistry(modelsFolder).default, 5000, 24)
  db.close()
  const engine = await createEngine({ dataFolder, modelsFolder, analyseAfterScan: false })
  try {
    await askedWith(engine)
  } finally {
    await engine.close()
  }
}

async function askedWith(engine: Engine): Promise<void> {
  const text = (count: number): string => Array.from({ length: count }, (_, i) => `own word ${i}`).join('\n')
  const refused = await engine.call('tags.importTerms', { text: text(5000), group: 'mood' }).then(
    () => 'taken',
    (thrown: Error) => thrown.message
  )
  tell('5,000 own terms', `"${refused}"`, refused === 'taken')
  await engine.call('tags.importTerms', { text: text(ownTerms), group: 'mood' })
  const { ids } = await engine.call('library.list', { sort: 'path', descending: false })
  const search = async (text: string): Promise<number> => {
    const began = performance.now()
    await engine.call('search.query', { text })
    return performance.now() - began
  }
  await search('quiet piano')
  let over = false
  const began = performance.now()
  const asked = engine.call('tags.suggest', { ids: [...ids.slice(-20)] }).then(() => (over = true))
  const times: number[] = []
  while (!over) {
    times.push(await search(`heavy drums ${times.length}`))
    await new Promise(resolve => setTimeout(resolve, 50))
  }
  await asked
  const seconds = (performance.now() - began) / 1000
  const slowest = Math.max(...times)
  tell(
    `${ownTerms} own terms`,
    `understood and compared in ${seconds.toFixed(1)} s; ${times.length} searches meanwhile took ${quantile(times, 0.5).toFixed(0)} ms (median), ${slowest.toFixed(0)} ms at most`,
    slowest > 2000
  )
  const again = performance.now()
  await engine.call('tags.suggest', { ids: [...ids.slice(-20)] })
  console.log(`  and once they are understood: ${(performance.now() - again).toFixed(0)} ms for 20 tracks`)
}

const served = await serveLibrary()
try {
  await dropped(served)
  await imports(served)
  await terms(join(served.folder, 'made'))
} finally {
  await served.stop()
}
console.log(`${losses} losses`)
process.exitCode = losses === 0 ? 0 : 1
