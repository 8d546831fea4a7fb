// Damaged files of every format, each edited by hand: refused and as it was to the last byte, or written with the same
// sound and everything else the same.
// usage: node scripts/prove/damaged-edits.ts [FILES] [SEED]       (needs ffmpeg; Ctrl-C ends it with what it has seen)
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { editDamaged, type EditOutcome } from '../../tests/support/damaged-edits.ts'
import { makeTagFixtures } from '../../tests/support/tag-fixtures.ts'

const count = Number(process.argv[2] ?? 5000)
const seed = Number(process.argv[3] ?? 1)
const folder = mkdtempSync(join(tmpdir(), 'earshot-damaged-'))
const total: EditOutcome = { written: 0, refused: 0, left: 0, slowest: 0, wrong: [] }
const begun = performance.now()
let done = 0
let stopped = false
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => (stopped = true))

try {
  const fixtures = makeTagFixtures(folder)
  for (let i = 0; i < count && !stopped; i++) {
    const { path, name } = fixtures[i % fixtures.length]!
    const outcome = await editDamaged(path, join(folder, `damaged-${name}`), seed + i)
    for (const what of ['written', 'refused', 'left'] as const) total[what] += outcome[what]
    total.slowest = Math.max(total.slowest, outcome.slowest)
    total.wrong.push(...outcome.wrong.map(wrong => `${name}, ${wrong}`))
    if (++done % 100 === 0) process.stderr.write(`\r${done} of ${count}, ${total.wrong.length} wrong `)
  }
} finally {
  rmSync(folder, { recursive: true, force: true })
}

console.log(`
${done} damaged files in ${Math.round((performance.now() - begun) / 1000)} s: ${total.written} written, ${total.refused} \
refused before anything was touched, ${total.left} refused by the comparison of the copy; the slowest took \
${Math.round(total.slowest)} ms. ${total.wrong.length} wrong.`)
for (const wrong of total.wrong.slice(0, 20)) console.log(wrong)
process.exitCode = total.wrong.length === 0 ? 0 : 1
