// Thousands of damaged files of seven formats, read by the reader of the scan, in its threads: each must give facts or a
// plain refusal, in time, and no text that does not stand in the file.
// usage: node scripts/prove/fuzz-reading.ts [FILES]      (needs ffmpeg)
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { extname, join } from 'node:path'
import { toFailure } from '../../src-main/contract/errors.ts'
import { MetadataPool } from '../../src-main/core/scan/metadata-pool.ts'
import type { FileFacts } from '../../src-main/core/scan/read-tags.ts'
import { workerFile } from '../../src-main/engine/workers/worker-files.ts'
import { runFfmpeg, writeWav } from '../../tests/support/audio.ts'

const files = Number(process.argv[2] ?? 5000)
const folder = mkdtempSync(join(tmpdir(), 'earshot-fuzz-'))
const tags = {
  title: 'Ein größeres Lied',
  artist: 'Somebody',
  album: 'An album',
  genre: 'Jazz',
  comment: 'Words'
}
const formats: Record<string, readonly string[]> = {
  'a.mp3': ['-id3v2_version', '3', '-write_id3v1', '1'],
  'a.flac': [],
  'a.ogg': ['-c:a', 'libvorbis'],
  'a.m4a': ['-c:a', 'aac'],
  'a.wav': [],
  'a.aiff': ['-write_id3v2', '1'],
  'a.wv': []
}
/** Nothing but these may be said of a damaged file. */
const plainCodes = new Set(['unreadable-file', 'unsupported-format', 'video'])
const slowest = 10_000

let state = 1
/** A whole number below `limit`, the same every time. */
function below(limit: number): number {
  state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
  return Math.floor((state / 2 ** 32) * limit)
}

/** Damage lies at the head and the tail, where the tags are, three times out of four. */
function damaged(whole: Buffer): Buffer {
  let bytes = Buffer.from(whole)
  const place = (): number => {
    const near = Math.min(4096, bytes.length)
    const at = [below(near), bytes.length - 1 - below(near), below(200), below(bytes.length)][below(4)]!
    return Math.min(Math.max(0, at), bytes.length - 1)
  }
  for (let times = 1 + below(6); times > 0 && bytes.length > 1; times--) {
    const at = place()
    const kind = below(6)
    if (kind === 0) bytes[at] = below(256)
    else if (kind === 1) bytes[at]! ^= 1 << below(8)
    else if (kind === 2) bytes.fill([0, 0xff, 0x7f][below(3)]!, at, Math.min(bytes.length, at + 1 + below(8)))
    else if (kind === 3) bytes = bytes.subarray(0, at + 1)
    else if (kind === 4)
      bytes = Buffer.concat([bytes.subarray(0, at), bytes.subarray(Math.min(bytes.length, at + below(64)))])
    else bytes = Buffer.concat([bytes.subarray(0, at), bytes.subarray(below(at + 1), at), bytes.subarray(at)])
  }
  return bytes
}

/** Marks of direction and the like are taken out of what is shown. */
const unshown = /[\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]/g

/** Words that are shown and stand nowhere in the file, in any encoding it may have. */
function invented(facts: FileFacts, bytes: Buffer): string[] {
  const shown = [facts.title, facts.artist, facts.album, facts.albumArtist, facts.comment, ...facts.artists]
  const haystacks = [
    bytes.toString('utf8'),
    new TextDecoder('windows-1252').decode(bytes),
    ...[0, 1].flatMap(from => {
      const even = bytes.subarray(from, from + ((bytes.length - from) & ~1))
      return [even.toString('utf16le'), Buffer.from(even).swap16().toString('utf16le')]
    })
  ].map(text => text.replace(unshown, ''))
  return shown
    .join(' ')
    .split(/[\s,\uFFFD]+/)
    .filter(word => word !== '' && !word.startsWith('damaged-'))
    .filter(word => !haystacks.some(text => text.includes(word)))
}

const sound = writeWav(join(folder, 'sound.wav'), {
  seconds: 1,
  shape: 'chirp',
  sampleRate: 22_050,
  channels: 1
})
const seeds = Object.entries(formats).map(([name, args]) => {
  const path = join(folder, name)
  const said = Object.entries(tags).flatMap(([field, value]) => ['-metadata', `${field}=${value}`])
  runFfmpeg(['-i', sound, ...said, ...args, path])
  return { ending: extname(name), bytes: readFileSync(path) }
})

const tried = join(folder, 'tried')
mkdirSync(tried)
const pool = new MetadataPool({ worker: workerFile('metadata'), threads: 2, timeout: slowest })
const counts = { read: 0, refused: 0, wrong: 0, slowest: 0 }
const wrong = (path: string, what: string): void => {
  counts.wrong++
  console.error(`${path}: ${what}`)
}

async function tryOne(number: number): Promise<void> {
  const { ending, bytes } = seeds[number % seeds.length]!
  const path = join(tried, `damaged-${number}${ending}`)
  const mutated = damaged(bytes)
  writeFileSync(path, mutated)
  const started = performance.now()
  try {
    const facts = await pool.run('read', { path: path, charset: 'windows-1252' })
    counts.read++
    const words = invented(facts, mutated)
    if (words.length > 0) wrong(path, `says what is not in it: ${words.join(' ')}`)
    if (facts.failure !== null && !plainCodes.has(facts.failure.code)) wrong(path, facts.failure.code)
  } catch (thrown) {
    const { code, message } = toFailure(thrown)
    counts.refused++
    if (!plainCodes.has(code) || /^Reading it (took|failed|ended)/.test(message))
      wrong(path, `${code}: ${message}`)
  }
  counts.slowest = Math.max(counts.slowest, performance.now() - started)
}

let next = 0
await Promise.all(
  Array.from({ length: 4 }, async () => {
    while (next < files) await tryOne(next++)
  })
)
await pool.close()
const { read, refused, slowest: longest } = counts
console.log(
  `${files} damaged files of ${seeds.length} formats: ${read} read, ${refused} refused, the slowest ${Math.round(longest)} ms; ` +
    `${counts.wrong} crashed, hung, or were given texts that are not theirs; ${counts.wrong} losses.`
)
if (counts.wrong === 0) rmSync(folder, { recursive: true, force: true })
process.exitCode = counts.wrong === 0 ? 0 : 1
