import { copyFileSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { Placer } from '../../../src-main/core/albums/place.ts'
import { openDatabase } from '../../../src-main/core/database/open.ts'
import type { BenchRow } from '../row.ts'
import { tracks } from './library.ts'

const placed = [
  'albums',
  'artists',
  'genres',
  'track_folders',
  'placed_tracks',
  'credits',
  'track_genres',
  'uncounted'
]

/** How long it takes until all tracks have their albums, artists, genres and folders for the first time. */
export function benchPlacing(dataFolder: string, work: string): BenchRow[] {
  const folder = join(work, 'placing')
  mkdirSync(folder, { recursive: true })
  openDatabase(dataFolder).close()
  copyFileSync(join(dataFolder, 'earshot.db'), join(folder, 'earshot.db'))
  const db = openDatabase(folder)
  const measured = (): string => {
    for (const table of placed) db.exec(`DELETE FROM ${table}`)
    db.exec('INSERT OR IGNORE INTO unplaced_tracks SELECT id FROM tracks')
    const placer = new Placer(db)
    const [before, begun] = [process.cpuUsage(), performance.now()]
    let longest = 0
    for (let last = begun; placer.step(); last = performance.now())
      longest = Math.max(longest, performance.now() - last)
    const { user, system } = process.cpuUsage(before)
    const seconds = (performance.now() - begun) / 1000
    return `${((user + system) / 1e6).toFixed(1)} s of processor time, ${seconds.toFixed(1)} s; longest step ${longest.toFixed(0)} ms`
  }
  const what = `${tracks.toLocaleString('en')} tracks placed for the first time`
  try {
    const own = measured()
    db.exec(`UPDATE tracks SET album = 'Album ' || (id % 256)`)
    return [
      {
        what: `${what}, albums of their own titles but for some`,
        measured: own,
        aim: '10 s of processor time'
      },
      { what: `${what}, 256 titles in all`, measured: measured(), aim: '' }
    ]
  } finally {
    db.close()
  }
}
