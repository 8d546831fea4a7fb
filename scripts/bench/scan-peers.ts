import { readdirSync } from 'node:fs'
import { spentOn, run } from './decoding.ts'
import { installed, wordsOf, type Peer } from './peers.ts'
import type { BenchRow } from './row.ts'

/** Milliseconds. */
const longest = 600_000

const walk =
  'import { readdirSync } from "node:fs"; import { join } from "node:path"; const files = readdirSync(process.argv[1], ' +
  '{ recursive: true, withFileTypes: true }).filter(f => f.isFile()).map(f => join(f.parentPath, f.name))'

/** A loop in one thread each, into nothing. */
const scripts = {
  reading: `${walk}; import { openSync, fstatSync, readSync, closeSync } from "node:fs"; const page = Buffer.alloc(65536)
    for (const path of files) { const file = openSync(path); fstatSync(file); readSync(file, page); closeSync(file) }`,
  metadata: `${walk}; import { parseFile } from "music-metadata"
    for (const path of files) await parseFile(path, { skipCovers: true, duration: false })`
}

const mutagen: Peer = {
  name: 'mutagen 1.48.1',
  packages: ['mutagen==1.48.1'],
  script: [
    'import os, sys, mutagen',
    'for at, _, names in os.walk(sys.argv[1]):',
    '  for name in names: mutagen.File(os.path.join(at, name))'
  ].join('\n'),
  does: 'tags and properties'
}

/** Other readers on the same files: what they read goes nowhere, while a scan also writes it down. */
export async function scanPeers(work: string, music: string): Promise<BenchRow[]> {
  const count = readdirSync(music, { recursive: true, withFileTypes: true }).filter(one =>
    one.isFile()
  ).length
  const node = (script: string) => () =>
    run(process.execPath, ['--input-type=module', '-e', script, music], longest)
  const row = async (what: string, work: () => Promise<unknown>): Promise<BenchRow> => ({
    what: `${what}, the same ${count.toLocaleString('en')} files, one thread`,
    measured: await measured(work, count),
    aim: ''
  })
  const python = await installed(mutagen, work).catch((thrown: unknown) => thrown)
  return [
    await row('opening, looking at and reading the first 64 kB alone', node(scripts.reading)),
    await row('music-metadata 12.1.0 alone', node(scripts.metadata)),
    typeof python === 'string'
      ? await row(`${mutagen.name} alone (${mutagen.does})`, () =>
          run(python, ['-c', mutagen.script, music], longest)
        )
      : { what: `${mutagen.name} alone`, measured: `could not be installed: ${wordsOf(python)}`, aim: '' }
  ]
}

async function measured(work: () => Promise<unknown>, count: number): Promise<string> {
  try {
    const { clock, processor } = await spentOn(work, { own: false })
    const each = ((processor * 1000) / count) * 1000
    return `${(count / clock).toFixed(0)} files/s; processor ${each.toFixed(0)} ms a thousand (1 run, its start included)`
  } catch (thrown) {
    return `failed: ${wordsOf(thrown)}`
  }
}
