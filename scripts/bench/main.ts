// How fast is it here? Writes docs/benchmarks.md.
// usage: npm run bench -- MUSIC         (a folder of real music, e.g. filled by scripts/corpora.mjs)
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { availableParallelism, cpus, loadavg, platform, tmpdir, totalmem } from 'node:os'
import { join, resolve } from 'node:path'
import { benchAnalysis } from './analysis.ts'
import { benchFlow, benchPlaylists } from './playlists.ts'
import { benchNames } from './names.ts'
import type { BenchRow } from './row.ts'
import { benchScan } from './scan.ts'
import { benchSearch } from './search.ts'
import { benchStart } from './start.ts'
import { benchTaught } from './taught.ts'

const root = resolve(import.meta.dirname, '../..')
const music = process.argv[2]
if (!music || !existsSync(music)) {
  console.error('usage: npm run bench -- MUSIC      (fill it with: node scripts/corpora.mjs MUSIC)')
  process.exit(2)
}

const models = join(root, 'models')
const work = mkdtempSync(join(tmpdir(), 'earshot-bench-'))
const sections: [title: string, rows: BenchRow[]][] = []

async function section(title: string, measure: () => Promise<BenchRow[]>): Promise<void> {
  const rows = await measure()
  sections.push([title, rows])
  console.error(`\n${title}`)
  for (const row of rows) console.error(`  ${row.what}: ${row.measured} (aim: ${row.aim})`)
}

try {
  await section('Scan', () => benchScan(work, models))
  await section('Analysis', () => benchAnalysis(work, models, resolve(music)))
  await section('Search', () => benchSearch(join(work, 'search'), models))
  await section('Names', () => benchNames(work, models))
  await section('Playlists', () => benchPlaylists(work, models))
  await section('Flow of playlists, on the music at hand', () => benchFlow(join(work, 'heard-0'), models))
  await section('Taught tags', () => benchTaught(work, models))
  await section('Start and memory', () => benchStart(join(work, 'heard-0')))
} finally {
  rmSync(work, { recursive: true, force: true })
}

const machine = `${cpus()[0]?.model ?? 'unknown processor'}, ${availableParallelism()} cores, ${Math.round(totalmem() / 2 ** 30)} GB, ${platform()}, Node ${process.versions.node}`
const tables = sections.map(([title, rows]) => {
  const lines = rows.map(row => `| ${row.what} | ${row.measured} | ${row.aim} |`)
  return `## ${title}\n\n| what | measured: median (range) | aim |\n| --- | --- | --- |\n${lines.join('\n')}\n`
})
const page = `# Benchmarks

Written by \`npm run bench -- MUSIC\` on ${new Date().toISOString().slice(0, 10)}.
Machine: ${machine}; load average at the end ${loadavg()
  .map(load => load.toFixed(1))
  .join(', ')}. Compare ratios, not absolute times: machines differ.

${tables.join('\n')}`
writeFileSync(join(root, 'docs/benchmarks.md'), page)
console.log(page)
